using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>HJ 75-2017 chapter 12 and rulings M24 to M26.</summary>
public class SubstituteAmountsTests
{
    private static readonly DateTime First = new(2026, 7, 1);
    private static readonly SubstitutionRule Rule = Law.Book.SubstitutionOn(Medium.Air, Law.Day)!;

    private static List<AmountHour> Quarter(params (int At, int Length, AmountState State)[] runs)
    {
        var hours = Enumerable.Range(0, 2208).Select(n => new AmountHour(First.AddHours(n), AmountState.Valid, 1m + n % 200 * 0.01m)).ToList();
        foreach (var (at, length, state) in runs)
            for (var n = at; n < at + length; n++) hours[n] = new(hours[n].Start, state);
        return hours;
    }

    [Theory]
    [InlineData(10, 180)]
    [InlineData(24, 180)]
    [InlineData(30, 720)]
    public void A_run_takes_the_highest_of_the_last_valid_amounts_before_it(int run, int looked)
    {
        var hours = Quarter((1000, run, AmountState.Missing));
        var found = SubstituteAmounts.Of(hours, Rule);
        found.Count.ShouldBe(run);
        found.ShouldAllBe(hour => hour.Wanted == looked && hour.Used == looked && hour.RunHours == run);
        found[0].Amount.ShouldBe(hours[(1000 - looked)..1000].Max(hour => hour.Amount));
    }

    [Fact]
    public void Below_ninety_percent_captured_2160_amounts_are_looked_at_and_fewer_are_named()
    {
        var hours = Quarter((1000, 400, AmountState.Invalid));
        var found = SubstituteAmounts.Of(hours, Rule);
        found[0].Capture.ShouldBe((2208 - 400) / 2208m);
        found[0].Wanted.ShouldBe(2160);
        found[0].Used.ShouldBe(1000);
        found[0].Because.ShouldContain("仅有1000个");
    }

    [Fact]
    public void Below_the_lowest_band_nothing_is_replaced_by_itself()
    {
        var found = SubstituteAmounts.Of(Quarter((500, 700, AmountState.Missing)), Rule);
        found.ShouldAllBe(hour => hour.Amount == null && hour.Wanted == null);
        found[0].Because.ShouldContain("主管部门");
    }

    [Fact]
    public void Out_of_control_looks_before_the_last_calibration_and_never_at_calibration_hours()
    {
        var hours = Quarter((900, 1, AmountState.Calibration), (1000, 5, AmountState.OutOfControl));
        // A high value between calibration and loss of control must not count: the analyser was already drifting.
        hours[950] = new(hours[950].Start, AmountState.Valid, 99m);
        var lost = SubstituteAmounts.Of(hours, Rule).Where(hour => hour.RunFrom == hours[1000].Start).ToList();
        lost.Count.ShouldBe(5);
        lost[0].LookedBefore.ShouldBe(hours[900].Start);
        lost[0].Amount.ShouldBe(hours[720..900].Max(hour => hour.Amount));
    }

    [Fact]
    public void A_passed_check_on_record_is_a_calibration_beside_hours_flagged_C_and_the_later_of_both_counts()
    {
        var hours = Quarter((900, 1, AmountState.Calibration), (1000, 5, AmountState.OutOfControl));
        hours[950] = new(hours[950].Start, AmountState.Valid, 99m);
        SubstitutedHour Found(params DateTime[] passed) => SubstituteAmounts.Of(hours, Rule, passed).First(hour => hour.Start == hours[1000].Start);
        var earlier = Found(hours[940].Start.AddMinutes(25));
        (earlier.LookedBefore, earlier.Amount).ShouldBe((hours[940].Start, hours[759..940].Where(hour => hour.Amount is not null).TakeLast(180).Max(hour => hour.Amount)));
        earlier.Because.ShouldContain("上次校准前180个");
        // A check after the high value vouches for it; one in the hour of the loss itself or later does not.
        Found(hours[960].Start).Amount.ShouldBe(99m);
        Found(hours[500].Start).LookedBefore.ShouldBe(hours[900].Start);
        Found(hours[1000].Start.AddMinutes(10), hours[1004].Start).LookedBefore.ShouldBe(hours[900].Start);
        Found(First.AddDays(-3)).LookedBefore.ShouldBe(hours[900].Start);
    }

    [Fact]
    public void A_passed_check_bears_on_nothing_but_hours_out_of_control()
    {
        var hours = Quarter((1000, 5, AmountState.Missing));
        SubstituteAmounts.Of(hours, Rule, [hours[980].Start])[0].LookedBefore.ShouldBe(hours[1000].Start);
    }

    [Fact]
    public void Out_of_control_without_a_calibration_is_as_any_other_invalid_run()
    {
        var hours = Quarter((1000, 5, AmountState.OutOfControl));
        SubstituteAmounts.Of(hours, Rule)[0].LookedBefore.ShouldBe(hours[1000].Start);
    }

    [Fact]
    public void A_stopped_hour_ends_a_run_and_a_change_of_cause_splits_it()
    {
        var hours = Quarter((1000, 20, AmountState.Missing), (1020, 1, AmountState.Stopped), (1021, 10, AmountState.Missing), (1031, 4, AmountState.OutOfControl));
        SubstituteAmounts.Of(hours, Rule).Select(hour => hour.RunHours).Distinct().ShouldBe([20, 10, 4]);
    }

    [Fact]
    public void A_run_over_the_end_of_a_quarter_is_one_and_each_hour_has_the_rate_of_its_own_quarter()
    {
        var hours = Enumerable.Range(0, 4000).Select(n => new AmountHour(new DateTime(2026, 9, 1).AddHours(n), AmountState.Valid, 2m)).ToList();
        var end = (int)(new DateTime(2026, 10, 1) - hours[0].Start).TotalHours;
        for (var n = end - 100; n < end + 20; n++) hours[n] = new(hours[n].Start, AmountState.Missing);
        var found = SubstituteAmounts.Of(hours, Rule);
        found.ShouldAllBe(hour => hour.RunHours == 120);
        found[0].Capture.ShouldBe((720 - 100) / 720m);
        found[^1].Capture.ShouldBeGreaterThan(0.99m);
        (found[0].Wanted, found[^1].Wanted).ShouldBe((2160, 720));
    }

    [Fact]
    public void Every_hour_is_answered_once_and_the_order_given_does_not_matter() => Holds(
        Gen.Elements(AmountState.Valid, AmountState.Valid, AmountState.Valid, AmountState.Missing, AmountState.Invalid, AmountState.OutOfControl, AmountState.Calibration, AmountState.Stopped)
            .ListOf(300), states =>
        {
            var hours = states.Select((state, n) => new AmountHour(First.AddHours(n), state, state == AmountState.Valid ? n * 0.1m : null)).ToList();
            var found = SubstituteAmounts.Of(hours, Rule);
            var other = SubstituteAmounts.Of(hours.AsEnumerable().Reverse(), Rule);
            return found.SequenceEqual(other)
                && found.Select(hour => hour.Start).SequenceEqual(hours.Where(hour => hour.State is not (AmountState.Valid or AmountState.Stopped)).Select(hour => hour.Start))
                && found.All(hour => hour.Amount is null || hours.Any(valid => valid.Start < hour.RunFrom && valid.Amount == hour.Amount));
        });

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) => Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    internal static void Example(JsonElement example)
    {
        decimal Number(string name) => decimal.Parse(example.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
        if (example.TryGetProperty("hours", out var hours))
            CaptureRate.Of(hours.GetInt32(), example.GetProperty("stopped").GetInt32(), example.GetProperty("invalid").GetInt32()).ShouldBe(Number("capture"));
        else if (example.TryGetProperty("run", out var run))
            (Rule.BandFor(Number("capture"), run.GetInt32())?.Values).ShouldBe(example.GetProperty("values") is { ValueKind: JsonValueKind.Number } values ? values.GetInt32() : null);
        else FillWaterTests.Example(example);
    }
}
