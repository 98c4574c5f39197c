using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Edge;

/// <summary>The filters, tabs and orders that all lists share, as both engines answer them.</summary>
public abstract class ListFiltersTests(HostFixture host)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 18, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly Orders<OutsideMessage> Orders = new("-number") { ["number"] = m => m.Number };

    private static readonly Tabs<OutsideMessage, MessageState> Tabs = new(m => m.State) { ["faulty"] = m => m.Fault != null };

    private static OutsideMessage Message(string list, string number, string division, MessageState state, int day, string? fault = null) => new()
    {
        Id = NewId.Make(),
        ChannelId = list,
        ChannelName = "短信",
        Division = division,
        Kind = "order",
        Level = "red",
        Number = number,
        Contact = "值班室",
        Address = "13900000000",
        Text = "",
        State = state,
        MadeAt = Noon.AddDays(day),
        SentAt = state == MessageState.Sent ? Noon.AddDays(day).AddHours(12) : null,
        Fault = fault,
    };

    private async Task<T> Over<T>(Func<IQueryable<OutsideMessage>, Task<T>> ask)
    {
        var list = NewId.Make();
        return await host.InScope(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            db.AddRange(
                Message(list, "A_1", "611002", MessageState.Sent, 0), Message(list, "AB1", "611002100", MessageState.Sent, 1),
                Message(list, "c%2", "611021", MessageState.Dead, 2, "无人应答 100%"), Message(list, "d\\3", "611000", MessageState.Waiting, 3, "无人应答"));
            await db.Commit(new Act("test.list", "list", list, "试列表"), default);
            return await ask(db.Messages.AsNoTracking().Being(m => m.ChannelId, list));
        });
    }

    private Task<string> Numbers(Func<IQueryable<OutsideMessage>, IQueryable<OutsideMessage>> filter) =>
        Over(async rows => string.Join(' ', await filter(rows).OrderBy(m => m.MadeAt).Select(m => m.Number).ToListAsync()));

    [Theory]
    [InlineData("A_", "A_1")]
    [InlineData("%", "c%2")]
    [InlineData("\\", "d\\3")]
    [InlineData("无人", "c%2 d\\3")]
    [InlineData(" 1 ", "A_1 AB1 c%2")]
    [InlineData("  ", "A_1 AB1 c%2 d\\3")]
    public async Task Text_is_looked_for_in_each_field_as_it_is_written_and_an_empty_field_says_nothing(string text, string found) =>
        (await Numbers(rows => rows.Saying(new ListQuery(text), m => m.Number, m => m.Fault))).ShouldBe(found);

    [Fact]
    public async Task A_code_is_found_only_whole() =>
        (await Numbers(rows => rows.Saying(new ListQuery("AB1"), [m => m.Fault], exactly: m => m.Number)), await Numbers(rows => rows.Saying(new ListQuery("AB"), [m => m.Fault], exactly: m => m.Number))).ShouldBe(("AB1", ""));

    [Theory]
    [InlineData("611002", "A_1 AB1")]
    [InlineData("611000", "A_1 AB1 c%2 d\\3")]
    [InlineData("", "A_1 AB1 c%2 d\\3")]
    public async Task A_division_holds_those_below_it(string division, string found) => (await Numbers(rows => rows.In(division))).ShouldBe(found);

    [Fact]
    public async Task Days_are_days_of_Beijing_with_both_ends()
    {
        var query = new ListQuery(From: new(2026, 11, 19), To: new(2026, 11, 20));
        (await Numbers(rows => rows.Between(query, m => m.MadeAt))).ShouldBe("AB1 c%2");
        // Sent at midnight: that is the first instant of the next day.
        (await Numbers(rows => rows.Between(query, m => m.SentAt))).ShouldBe("A_1 AB1");
        (await Numbers(rows => rows.Between(query, m => m.MadeAt, m => m.SentAt))).ShouldBe("AB1");
    }

    [Fact]
    public async Task A_value_that_was_not_asked_leaves_the_rows_as_they_are()
    {
        (await Numbers(rows => rows.Being(m => m.State, new Word<MessageState>(MessageState.Dead)))).ShouldBe("c%2");
        (await Numbers(rows => rows.Being(m => m.State, (Word<MessageState>?)null).Being(m => m.Number, "").Being(m => m.Fault, null))).ShouldBe("A_1 AB1 c%2 d\\3");
    }

    [Theory]
    [InlineData("sent", 2)]
    [InlineData("faulty", 2)]
    [InlineData("retrying", 0)]
    [InlineData("all", 4)]
    [InlineData(null, 4)]
    public async Task Each_tab_has_its_count_and_a_page_shows_the_tab_that_is_asked(string? tab, int rows)
    {
        var page = await Over(found => found.ToPage(new ListQuery(State: tab, Size: 1), Orders, Tabs, default));
        (page.Total, page.Items.Count, page.Size).ShouldBe((rows, Math.Min(rows, 1), 1));
        page.Counts.ShouldBe(new Dictionary<string, int> { ["faulty"] = 2, ["sent"] = 2, ["dead"] = 1, ["waiting"] = 1 }, ignoreOrder: true);
        (await Over(found => found.ToAll(new ListQuery(State: tab, Size: 1), Orders, Tabs, m => m.Number, default))).Count.ShouldBe(rows);
    }

    [Fact]
    public async Task Rows_that_are_equal_in_the_asked_order_stand_on_one_page_each()
    {
        var orders = new Orders<OutsideMessage> { ["channelName"] = m => m.ChannelName };
        var pages = await Over(async rows =>
        {
            var all = await rows.ToAll(new ListQuery(Sort: "-channelName"), orders, m => m.Id, default);
            foreach (var page in Enumerable.Range(1, 4)) (await rows.ToPage(new ListQuery(Page: page, Size: 1, Sort: "-channelName"), orders, m => m.Id, default)).Items.ShouldBe([all[page - 1]]);
            return all;
        });
        pages.ShouldBe(pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_asked_stays_a_parameter_so_that_one_plan_serves_all_questions() => (await Over(rows =>
    {
        string Plan(string text) => string.Join('\n', rows.Saying(new ListQuery(text), m => m.Number).In(text).Being(m => m.Kind, text).ToQueryString().Split('\n').Where(line => !line.StartsWith('.') && !line.StartsWith('-')));
        return Task.FromResult((Plan("ax"), Plan("bx")));
    })).ShouldSatisfyAllConditions(both => both.Item1.ShouldBe(both.Item2), both => both.Item1.ShouldContain("LIKE"), both => both.Item1.ShouldNotContain("ax"));
}

public sealed class ListFiltersOnSqlite(SqliteHost host) : ListFiltersTests(host), IClassFixture<SqliteHost>;

public sealed class ListFiltersOnPostgres(PostgresHost host) : ListFiltersTests(host), IClassFixture<PostgresHost>;
