using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Levels, durations, repeats, silences, hours and stepwise clearing of alarm conditions.</summary>
public class FollowAlarmTests
{
    private static readonly DateTime Start = new(2026, 7, 1, 8, 0, 0); // a Wednesday

    private static AlarmTerm Above(decimal number, decimal? clear = null, string factor = "a21026", AlarmMeasure measure = AlarmMeasure.Number) =>
        new(AlarmTermKind.Compare) { Factor = factor, Period = AlarmPeriod.Minute, Number = number, Clear = clear, Measure = measure };

    private static AlarmTerm Join(AlarmTermKind kind, params AlarmTerm[] terms) => new(kind) { Terms = terms };

    private static readonly AlarmTerm Silence = new(AlarmTermKind.NoData) { Period = AlarmPeriod.Minute, Minutes = 30 };

    private static AlarmRule One(AlarmTerm when, int hold = 0, int clear = 0, AlarmRepeat? repeat = null, AlarmSchedule? schedule = null) => new([new("报警", "red", when, hold, clear)], repeat, schedule);

    private static readonly AlarmRule Stairs = new(
        [new("提示", "blue", Above(80, 70), 10, 30), new("预警", "yellow", Above(90, 85), 20, 20), new("报警", "red", Above(100, 95), 20, 10)], new(60, 3), null);

    // Ten-minute values from the start; null is one that never came, a negative one has a flag that does not count.
    private static AlarmFeed Feed(IReadOnlyList<decimal?> values, IReadOnlyList<decimal?>? others = null)
    {
        List<AlarmReading> Of(IReadOnlyList<decimal?> list) => [.. list.Select((value, n) => (value, n)).Where(each => each.value is not null)
            .Select(each => new AlarmReading(Start.AddMinutes(each.n * 10), Start.AddMinutes(each.n * 10 + 10), each.value >= 0) { Measured = each.value })];
        var (so2, nox) = (Of(values), Of(others ?? []));
        return new()
        {
            Values = new Dictionary<(string, AlarmPeriod), IReadOnlyList<AlarmReading>> { [("a21026", AlarmPeriod.Minute)] = so2, [("a21002", AlarmPeriod.Minute)] = nox },
            Came = new Dictionary<(string, AlarmPeriod), IReadOnlyList<DateTime>> { [("", AlarmPeriod.Minute)] = [.. so2.Select(each => each.Until)], [("a21026", AlarmPeriod.Minute)] = [.. so2.Select(each => each.Until)] },
            LimitOf = (_, measure, _) => measure == AlarmMeasure.HourLimit ? new(200, "GB 13223-2011") : null,
            NameOf = code => code == "a21026" ? "二氧化硫" : "氮氧化物",
            UnitOf = _ => "mg/m³",
        };
    }

    private static string[] Run(AlarmRule rule, AlarmFeed feed, int minutes) =>
        [.. FollowAlarm.To(rule, AlarmState.New(Start), feed, Start.AddMinutes(minutes), Law.Book.Calendar).Events.Select(each => $"{(each.At - Start).TotalMinutes}:{each.Kind}:{each.Level}")];

    [Fact]
    public void It_is_raised_when_the_value_has_stood_for_the_duration_and_not_before()
    {
        Run(One(Above(100), hold: 30), Feed([90, 110, 110, 90, 110, 110, 110]), 70).ShouldBe(["70:Raised:1"]);
        Run(One(Above(100), hold: 30), Feed([90, 110, 110, null, 110, 110]), 60).ShouldBeEmpty();
    }

    [Fact]
    public void Levels_are_climbed_and_left_one_step_at_a_time_each_by_its_own_numbers() =>
        Run(Stairs, Feed([75, 120, 120, 120, 88, 88, 88, 60, 60, 60, 60]), 110)
            .ShouldBe(["20:Raised:1", "30:Raised:2", "30:Raised:3", "50:Lowered:2", "90:Lowered:1", "100:Cleared:0"]);

    [Fact]
    public void A_value_between_the_two_numbers_neither_raises_nor_clears()
    {
        Run(One(Above(100, 90)), Feed([95, 101, 95, 95, 89]), 50).ShouldBe(["10:Raised:1", "40:Cleared:0"]);
    }

    [Fact]
    public void What_is_not_known_neither_raises_nor_clears()
    {
        Run(One(Above(100)), Feed([110, -1, -1, null, null, 110, 90]), 70).ShouldBe(["0:Raised:1", "60:Cleared:0"]);
        Run(One(Join(AlarmTermKind.All, Above(100), Above(50, factor: "a21002"))), Feed([110, 110], [null, 60]), 20).ShouldBe(["10:Raised:1"]);
        Run(One(Join(AlarmTermKind.Any, Above(100), Above(50, factor: "a21002"))), Feed([110, 90], [null, 60]), 20).ShouldBe(["0:Raised:1"]);
    }

    [Fact]
    public void A_silence_is_raised_by_the_clock_and_ends_with_the_next_value()
    {
        var feed = Feed([50, 50, null, null, null, null, 50]);
        Run(One(Silence), feed, 70).ShouldBe(["50:Raised:1"]);
        Run(One(Silence), feed, 71).ShouldBe(["50:Raised:1", "70:Cleared:0"]);
    }

    [Fact]
    public void It_is_raised_again_so_often_and_no_more()
    {
        var feed = Feed([.. Enumerable.Repeat((decimal?)110, 40)]);
        Run(One(Above(100), repeat: new(60, 3)), feed, 400).ShouldBe(["0:Raised:1", "60:Again:1", "120:Again:1", "180:Again:1"]);
    }

    [Fact]
    public void Outside_its_hours_nothing_is_raised_and_what_is_raised_may_clear()
    {
        var feed = Feed([.. Enumerable.Repeat((decimal?)110, 12), .. Enumerable.Repeat((decimal?)10, 12)]);
        Run(One(Above(100), schedule: new([], new(9, 0), new(9, 30), AlarmDays.Every)), feed, 240).ShouldBe(["60:Raised:1", "120:Cleared:0"]);
        Run(One(Above(100), schedule: new([6, 7], new(0, 0), new(0, 0), AlarmDays.Every)), feed, 240).ShouldBeEmpty();
        Run(One(Above(100), hold: 60, schedule: new([], new(9, 30), new(20, 0), AlarmDays.Every)), feed, 240).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-10-01 12:00", AlarmDays.Workdays, false)]
    [InlineData("2026-10-01 12:00", AlarmDays.RestDays, true)]
    [InlineData("2026-10-10 12:00", AlarmDays.Workdays, true)]
    [InlineData("2026-07-01 23:00", AlarmDays.Every, true)]
    [InlineData("2026-07-02 05:59", AlarmDays.Every, true)]
    [InlineData("2026-07-02 06:00", AlarmDays.Every, false)]
    public void Holidays_and_make_up_days_come_from_the_calendar_and_a_night_ends_in_the_morning(string at, AlarmDays days, bool watched)
    {
        var schedule = days == AlarmDays.Every ? new AlarmSchedule([], new(22, 0), new(6, 0), days) : new AlarmSchedule([], new(8, 0), new(18, 0), days);
        schedule.Watches(DateTime.Parse(at), Law.Book.Calendar).ShouldBe(watched);
    }

    [Fact]
    public void A_share_of_the_limit_follows_the_limit_in_force_and_the_sentence_has_the_numbers()
    {
        var (_, events) = FollowAlarm.To(One(Above(80, measure: AlarmMeasure.HourLimit), hold: 20), AlarmState.New(Start), Feed([170, 170, 170]), Start.AddMinutes(30), Law.Book.Calendar);
        events.Single().Say.ShouldBe("二氧化硫分钟值170mg/m³，高于小时限值200mg/m³的80%（GB 13223-2011），已持续20分钟");
        Run(One(Above(80, measure: AlarmMeasure.DayLimit)), Feed([900]), 10).ShouldBeEmpty();
    }

    [Fact]
    public void A_clearing_number_on_the_wrong_side_an_empty_group_and_a_level_too_many_are_refused()
    {
        AlarmRuleFaults.Of(Stairs).ShouldBeNull();
        AlarmRuleFaults.Of(One(Above(80, 90)))!.Code.ShouldBe("alarm-clear");
        AlarmRuleFaults.Of(One(Join(AlarmTermKind.All)))!.Code.ShouldBe("alarm-term-empty");
        AlarmRuleFaults.Of(Stairs with { Levels = [.. Stairs.Levels, Stairs.Levels[0] with { Name = "四" }] })!.Code.ShouldBe("alarm-levels");
        AlarmRuleFaults.Of(One(Above(1) with { Factor = "" }))!.Code.ShouldBe("alarm-factor");
        AlarmRuleFaults.Of(One(Silence with { Minutes = 0 }))!.Code.ShouldBe("alarm-silence");
    }

    private static readonly AlarmRule[] Rules =
    [
        Stairs, One(Above(100, 90), 15, 25, new(20, 5)), One(Join(AlarmTermKind.Any, Above(110), Silence), 5, 5, new(30, 2)),
        Stairs with { Schedule = new([], new(9, 5), new(11, 15), AlarmDays.Workdays) }, One(Join(AlarmTermKind.All, Above(60, 50), Join(AlarmTermKind.Any, Above(120), Above(80, 70))), 20, 0),
    ];

    private static AlarmFeed Random(IReadOnlyList<int> picks) => Feed([.. picks.Select(pick => pick switch { < 12 => null, < 20 => -1m, _ => (decimal?)pick })]);

    private static readonly Arbitrary<(List<int> Values, List<int> Cuts, int Rule)> Any = (
        from values in Gen.Choose(0, 140).ListOf(30)
        from cuts in Gen.Choose(1, 300).ListOf(6)
        from rule in Gen.Choose(0, Rules.Length - 1)
        select (values.ToList(), cuts.ToList(), rule)).ToArbitrary();

    [Fact]
    public void The_same_data_in_another_slicing_and_with_a_restart_at_each_cut_give_the_same_steps() => Prop.ForAll(Any, any =>
    {
        var (rule, feed) = (Rules[any.Rule], Random(any.Values));
        var (end, whole) = FollowAlarm.To(rule, AlarmState.New(Start), feed, Start.AddMinutes(300), Law.Book.Calendar);
        var (state, pieces) = (AlarmState.New(Start), new List<AlarmEvent>());
        foreach (var cut in any.Cuts.Append(300).Order())
        {
            var (next, events) = FollowAlarm.To(rule, state, feed, Start.AddMinutes(cut), Law.Book.Calendar);
            pieces.AddRange(events);
            // As the store keeps it between two starts.
            state = JsonSerializer.Deserialize<AlarmState>(JsonSerializer.Serialize(next, HouseJson.Options), HouseJson.Options)!;
        }
        return whole.SequenceEqual(pieces) && end.SameAs(state);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void None_is_raised_without_its_duration_and_steps_are_single() => Prop.ForAll(Any, any =>
    {
        var (rule, feed) = (Rules[0], Random(any.Values));
        var level = 0;
        foreach (var each in FollowAlarm.To(rule, AlarmState.New(Start), feed, Start.AddMinutes(300), Law.Book.Calendar).Events)
        {
            if (each.Kind != AlarmEventKind.Again && Math.Abs(each.Level - level) != 1) return false;
            level = each.Level;
            if (each.Kind != AlarmEventKind.Raised) continue;
            var of = rule.Levels[each.Level - 1];
            for (var minute = 1; minute <= of.HoldMinutes; minute++)
                if (feed.At("a21026", AlarmPeriod.Minute, each.At.AddMinutes(-minute))?.Of(AlarmValue.Judged) is not { } value || value <= of.When.Number) return false;
        }
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
}
