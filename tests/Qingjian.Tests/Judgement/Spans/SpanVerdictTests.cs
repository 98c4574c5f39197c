using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Size, frequency and window; a year's amount against the permit; production during an ordered stop.</summary>
public class SpanVerdictTests
{
    private static readonly DateOnly Day = new(2026, 11, 18);

    private static PersistenceRow Row(string code) => Law.Book.PersistenceOn(Day).Single(row => row.Code == code);

    private static CountedExceedance Exceeded(DateOnly day, decimal multiple, string factor = "a34013") =>
        new("DA001 总排口", factor, "烟尘", day.ToDateTime(TimeOnly.MinValue), multiple, 30 * (1 + multiple), "mg/m3", new string('0', 64));

    internal static void Persistence(JsonElement root, JsonElement example)
    {
        var row = Row(example.GetProperty("row").GetString()!);
        var day = example.TryGetProperty("day", out var text) ? DateOnly.Parse(text.GetString()!, CultureInfo.InvariantCulture) : Day;
        var multiples = example.GetProperty("multiples").EnumerateArray().Select(each => decimal.Parse(each.GetString()!, CultureInfo.InvariantCulture));
        var exceedances = example.GetProperty("days_back").EnumerateArray().Zip(multiples, (back, multiple) => Exceeded(day.AddDays(-back.GetInt32()), multiple)).ToList();
        JudgePersistence.CountOf(day, exceedances, row).ShouldBe(example.GetProperty("count").GetInt32());
        (JudgePersistence.Of("o", "a34013", "烟尘", day, exceedances, row) is not null).ShouldBe(example.GetProperty("reached").GetBoolean());
        root.GetProperty("trust").GetString().ShouldBe(row.Rule.Trust.Word());
    }

    internal static void Total(JsonElement example)
    {
        decimal Number(string name) => decimal.Parse(example.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
        JudgeTotal.Of("o", "a21026", "二氧化硫", new(Day, Number("before"), Number("after"), 0, Number("permit")), Law.Book.TotalsOn(Day)!)?.Reason
            .ShouldBe(example.GetProperty("reason").GetString());
    }

    [Fact]
    public void The_verdict_of_persistence_tells_each_day_and_cites_its_rule()
    {
        var verdict = JudgePersistence.Of("o", "a34013", "烟尘", Day, [Exceeded(Day, 0.5m), Exceeded(Day.AddDays(-9), 0.7m), Exceeded(Day.AddDays(-20), 0.6m)], Row("days-30"))!;
        (verdict.Pollutant, verdict.Outcome, verdict.Reason, verdict.Value, verdict.Trust).ShouldBe(("a34013:days-30", VerdictOutcome.Exceeded, "persistent", 3, Trust.Memory));
        verdict.Sentence.ShouldBe("2026年11月18日，烟尘日均值在30日内（自2026年10月20日起）第3次超标0.5倍以上，达到3次，按多次超标处理，由生态环境部门现场核查。");
        verdict.Working.Count.ShouldBe(5);
        verdict.Working[1].ShouldStartWith("2026年10月29日：DA001 总排口 烟尘日均值48mg/m³，超标0.6倍");
        verdict.Rules.Single().Path.ShouldBe("persistence/general/2000-01-01.json");
    }

    /// <summary>Article 10 of Order No. 10 of 2019 (trust: memory): five exceedance days in a natural month, of any furnace (M40).</summary>
    [Fact]
    public void Order_10_article_10_counts_the_days_of_a_month_on_which_any_furnace_exceeded()
    {
        var row = Row("month-5");
        (row.Rule.Trust, row.CountedBy, row.Standards.Single(), row.Rule.Clause).ShouldBe((Trust.Memory, PersistenceSubject.Enterprise, "GB 18485-2014", "第十条"));
        var days = new[] { 1, 3, 7, 12, 18 }.Select(day => Exceeded(new(2026, 11, day), 0.01m)).ToList();
        JudgePersistence.Of("o", "", "全厂各焚烧炉", Day, days.Skip(1), row).ShouldBeNull();
        JudgePersistence.Of("o", "", "全厂各焚烧炉", Day, days, row)!.Rulings.ShouldBe(["M40"]);
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter_and_one_more_exceedance_never_takes_a_verdict_away() => Prop.ForAll(
        Gen.Choose(0, 4000).ListOf(15).ToArbitrary(), picks =>
        {
            var all = picks.Select(pick => Exceeded(Day.AddDays(-(pick % 40)), pick % 23 / 20m, $"a{pick}")).ToList();
            return Law.Book.PersistenceOn(Day).Where(row => row.Period == LimitPeriod.Day).All(row =>
            {
                var (one, other) = (JudgePersistence.Of("o", "f", "烟尘", Day, all, row), JudgePersistence.Of("o", "f", "烟尘", Day, all.AsEnumerable().Reverse(), row));
                var more = JudgePersistence.Of("o", "f", "烟尘", Day, all.Append(Exceeded(Day.AddDays(-2), 2)), row);
                return one?.Digest() == other?.Digest() && (one is null || more is not null);
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void However_a_year_is_cut_into_days_each_share_is_passed_once() => Prop.ForAll(Gen.Choose(0, 900).ListOf(40).ToArbitrary(), amounts =>
    {
        var (rule, sum, passed) = (Law.Book.TotalsOn(Day)!, 0m, new List<string>());
        foreach (var (amount, n) in amounts.Select((amount, n) => (amount, n)))
        {
            var before = sum;
            sum += amount;
            if (JudgeTotal.Of("o", "a21026", "二氧化硫", new(Day.AddDays(n - 60), before, sum, 0, 10), rule) is { } verdict) passed.Add(verdict.Reason);
        }
        return passed.Count(reason => reason == "total-exceeded") == (sum > 10_000 ? 1 : 0) && passed.Count(reason => reason == "total-warning") <= 2 && (sum > 8_000) == (passed.Count > 0);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void A_day_of_a_stop_on_which_the_plant_ran_is_a_verdict_and_one_without_data_is_none()
    {
        var rule = Law.Book.ElectricityOn(Day)!;
        static StopDay On(ControlResult result, decimal? allowed = 1080) => new(Day, "管控〔2026〕0001号", "橙色预警通知", "停产", 24, 21600, allowed, 1, result, "当日用电21600千瓦时，为基准21600千瓦时的100%", "基准：14个正常日");
        var verdict = JudgeStop.Of("o", new string('a', 32), On(ControlResult.NotExecuted), rule)!;
        (verdict.Reason, verdict.Value, verdict.Limit!.Text, verdict.Pollutant).ShouldBe(("work-in-stop", 21600, "1080", "power:stop-aaaaaaaa"));
        verdict.Sentence.ShouldContain("要求停产期间，当日用电21600千瓦时");
        JudgeStop.Of("o", new string('a', 32), On(ControlResult.Executed), rule).ShouldBeNull();
        JudgeStop.Of("o", new string('a', 32), On(ControlResult.Insufficient), rule).ShouldBeNull();
        JudgeStop.Of("o", new string('a', 32), On(ControlResult.NoBaseline, null), rule).ShouldBeNull();
    }
}
