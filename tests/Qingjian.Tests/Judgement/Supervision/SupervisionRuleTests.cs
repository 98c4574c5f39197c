using System.Text.Json;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class SupervisionRuleTests
{
    private static readonly SupervisionRule Rule = Law.Book.SupervisionOn(Law.Day)!;
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 30, LinkState.Online)]
    [InlineData(30, 31, LinkState.Late)]
    [InlineData(30, 599, LinkState.Late)]
    [InlineData(30, 600, LinkState.Silent)]
    [InlineData(600, 1799, LinkState.Late)]
    [InlineData(600, 1800, LinkState.Silent)]
    public void A_link_is_silent_after_three_intervals_but_not_before_ten_minutes(int interval, int quiet, LinkState state) =>
        LinkSilence.At(Now.AddSeconds(-quiet), Now, TimeSpan.FromSeconds(interval), Rule).State.ShouldBe(state);

    [Fact]
    public void A_link_that_never_spoke_is_not_silent_and_a_clock_ahead_is_online()
    {
        LinkSilence.At(null, Now, TimeSpan.FromSeconds(30), Rule).State.ShouldBe(LinkState.Never);
        LinkSilence.At(Now.AddMinutes(5), Now, TimeSpan.FromSeconds(30), Rule).State.ShouldBe(LinkState.Online);
    }

    [Fact]
    public void An_order_follows_two_hours_of_silence()
    {
        LinkSilence.At(Now.AddMinutes(-119), Now, TimeSpan.FromSeconds(30), Rule).OrderDue.ShouldBeFalse();
        LinkSilence.At(Now.AddMinutes(-120), Now, TimeSpan.FromSeconds(30), Rule).OrderDue.ShouldBeTrue();
    }

    [Fact]
    public void A_day_over_the_limit_goes_to_the_county_and_an_hour_to_the_enterprise()
    {
        Rule.Answer("day_exceeded")!.Value.Class.Recipient.ShouldBe("county");
        Rule.Answer("hour_exceeded")!.Value.Class.Recipient.ShouldBe("enterprise");
        Rule.Answer("hour_warning").ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(23, 0)]
    [InlineData(24, 1)]
    [InlineData(72, 2)]
    [InlineData(1000, 3)]
    public void An_overdue_order_climbs(int hoursLate, int level) => Rule.LevelAt(TimeSpan.FromHours(hoursLate)).Level.ShouldBe(level);

    [Theory]
    [InlineData("31", 1, "blue")]
    [InlineData("45", 1, "yellow")]
    [InlineData("31", 3, "yellow")]
    public void Hours_are_blue_and_turn_yellow_when_repeated_or_half_over(string value, int repeated, string colour)
    {
        var verdict = Judge.Hour("o", new HourValue("a34013", Law.At(8)) { ZsAvg = decimal.Parse(value), Oxygen = 10m, ValidMinutes = 60 }, Law.Kiln());
        Rule.ColourOf(verdict, repeated).ShouldBe(colour);
    }

    /// <summary>An example of <c>law/triggers</c>: a finding, a doubt about a mark of an effect, or a missed check, and the trigger it pulls.</summary>
    internal static void Pull(JsonElement example)
    {
        var pulls = Law.Book.TriggersOn(Law.Day)!;
        string? Text(string name) => example.TryGetProperty(name, out var text) ? text.GetString() : null;
        var pull = Text("finding") is { } code ? pulls.OfFinding(code) : Text("missed") is { } kind ? pulls.OfMissed(Enum.Parse<InstrumentCheckKind>(kind, ignoreCase: true))
            : pulls.OfDoubt(Text("doubt")!, Enum.Parse<MarkEffect>(Text("effect")!, ignoreCase: true));
        pull?.Trigger.ShouldBe(example.GetProperty("trigger").GetString());
        (pull is null).ShouldBe(example.GetProperty("trigger").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void A_verdict_pulls_its_own_trigger_where_the_rules_know_it_and_the_usual_one_before()
    {
        var (first, now) = (Law.Book.SupervisionOn(new(2020, 1, 1))!, Law.Book.SupervisionOn(new(2026, 11, 23))!);
        Verdict Of(string reason, VerdictOutcome outcome, LimitPeriod period = LimitPeriod.Day, decimal? value = null) =>
            Judge.Hour("o", new HourValue("a34013", Law.At(8)) { ZsAvg = 35m, Oxygen = 10m, ValidMinutes = 60 }, Law.Kiln()) with { Reason = reason, Outcome = outcome, Period = period, Value = value };
        string?[] Both(Verdict verdict) => [first.TriggerOf(verdict), now.TriggerOf(verdict)];
        Both(Of("furnace-low", VerdictOutcome.Exceeded)).ShouldBe(["day_exceeded", "low_temperature_day"]);
        Both(Of("furnace-low-warning", VerdictOutcome.Warning)).ShouldBe(["day_warning", "low_temperature"]);
        Both(Of("persistent", VerdictOutcome.Exceeded)).ShouldBe(["persistent_violation", "persistent_violation"]);
        first.Answer("persistent_violation").ShouldBeNull();
        Both(Of("incinerator-hour", VerdictOutcome.Warning, LimitPeriod.Hour)).ShouldBe(["hour_dispatch", "hour_dispatch"]);
        Both(Of("mark-late", VerdictOutcome.Warning)).ShouldBe([null, null]);
        Both(Of("unmarked", VerdictOutcome.Warning, value: 2)).ShouldBe(["unmarked_gap", null]);
        Both(Of("compliant", VerdictOutcome.Compliant)).ShouldBe([null, null]);
    }

    [Fact]
    public void No_name_of_a_trigger_in_force_tells_a_temperature_for_furnaces_have_different_ones() =>
        Law.Book.SupervisionOn(DateOnly.MaxValue)!.Triggers.ShouldAllBe(trigger => !trigger.Name.Contains('℃'));

    [Fact]
    public void Every_word_that_a_finding_pulls_is_a_trigger_of_the_rules_in_force()
    {
        var (rules, pulls) = (Law.Book.SupervisionOn(DateOnly.MaxValue)!, Law.Book.TriggersOn(DateOnly.MaxValue)!);
        pulls.Verdicts.Select(pull => pull.Trigger).OfType<string>().Concat(pulls.Findings.Concat(pulls.Doubts).Concat(pulls.Missed.Values).Select(pull => pull.Trigger))
            .Except(rules.Triggers.Select(trigger => trigger.Verdict)).ShouldBeEmpty();
        pulls.Findings.SelectMany(pull => pull.Codes).Except(Law.Book.PatternsOn(DateOnly.MaxValue)!.Patterns.Keys).ShouldBeEmpty();
        pulls.Doubts.SelectMany(pull => pull.Codes).Except(Law.Book.MarkChecksOn(DateOnly.MaxValue)!.All.Select(check => check.Key)).ShouldBeEmpty();
    }
}
