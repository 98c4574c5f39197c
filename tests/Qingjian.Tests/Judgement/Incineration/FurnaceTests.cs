using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>MEE Order No. 10 of 2019, articles 7, 10, 11 and 12 (second hand and memory), rulings M31 to M38.</summary>
public class FurnaceTests
{
    private static readonly DateTime January = new(2026, 1, 1);
    private static readonly IncinerationRule Rule = Law.Book.IncinerationOn("waste", Law.Day)!;

    private static FurnaceMark Mark(string code, double fromHour, double hours) => new(code, January.AddHours(fromHour), January.AddHours(fromHour + hours));

    private static FurnaceYear Year(params FurnaceMark[] marks) => FurnaceYear.Of(marks, _ => 20m, Rule);

    private static AccountUse Use(FurnaceYear year, string account) => year.Accounts.Single(use => use.Account.Code == account);

    [Fact]
    public void Article_10_sixty_hours_a_year_of_start_up_stop_fault_and_accident_are_exempt_and_no_more()
    {
        var year = Year([.. Enumerable.Range(0, 16).Select(n => Mark(n % 2 == 0 ? "start-up" : "fault", n * 24, 4))]);
        (Use(year, "condition").Used, Use(year, "condition").Beyond).ShouldBe((60 * 60, 4 * 60));
        year.Hours.Values.Count(hour => hour.Kind == FurnaceHourKind.Exempt).ShouldBe(60);
        year.Hours[January.AddHours(15 * 24)].Kind.ShouldBe(FurnaceHourKind.Judged, "the sixty-first hour");
    }

    [Fact]
    public void Article_10_an_hour_with_particulate_above_150_or_without_it_is_judged_and_uses_no_account()
    {
        var marks = new[] { Mark("start-up", 0, 3) };
        var year = FurnaceYear.Of(marks, hour => hour.Hour switch { 0 => 150m, 1 => 150.1m, _ => null }, Rule);
        year.Hours.Values.Select(hour => hour.Kind).ShouldBe([FurnaceHourKind.Exempt, FurnaceHourKind.Judged, FurnaceHourKind.Judged]);
        Use(year, "condition").Used.ShouldBe(60);
    }

    [Fact]
    public void Article_10_drying_and_cool_down_have_seven_hundred_hours_of_their_own()
    {
        var year = Year(Mark("drying", 0, 400), Mark("cool-down", 500, 301));
        (Use(year, "drying").Used, Use(year, "drying").Beyond).ShouldBe((700 * 60, 60));
        year.Accounts.Count.ShouldBe(1);
    }

    [Fact]
    public void Article_10_accounts_begin_anew_with_the_natural_year()
    {
        var year = Year(Mark("start-up", 0, 60), new FurnaceMark("start-up", new(2027, 1, 1), new(2027, 1, 1, 4, 0, 0)));
        year.Accounts.Select(use => (use.Period.Year, use.Used)).ShouldBe([(2026, 3600), (2027, 240)]);
    }

    [Theory]
    [InlineData(15, FurnaceHourKind.Judged)]
    [InlineData(16, FurnaceHourKind.Exempt)]
    public void M31_an_hour_is_exempt_from_the_sixteenth_minute_and_other_hours_use_no_account(int minutes, FurnaceHourKind kind)
    {
        var year = Year(Mark("fault", 0, minutes / 60.0));
        year.Hours[January].Kind.ShouldBe(kind);
        Use(year, "condition").Used.ShouldBe(kind == FurnaceHourKind.Exempt ? 16 : 0);
    }

    [Fact]
    public void Article_12_maintenance_beyond_thirty_hours_a_quarter_stays_left_out_and_is_counted_beyond()
    {
        var year = Year(Mark("cems-maintenance", 0, 32.2), Mark("cems-maintenance", 24 * 100, 10));
        year.Accounts.Select(use => (use.Period.Month, use.Used, use.Beyond)).ShouldBe([(1, 1800, 120), (4, 600, 0)]);
        year.Hours[January.AddHours(31)].Kind.ShouldBe(FurnaceHourKind.LeftOut);
        year.Hours[January.AddHours(32)].Kind.ShouldBe(FurnaceHourKind.Judged, "twelve minutes of the last hour");
    }

    [Fact]
    public void M33_where_maintenance_overlaps_start_up_the_start_up_account_is_used()
    {
        var year = Year(Mark("start-up", 0, 4), Mark("cems-maintenance", 2, 4));
        (Use(year, "condition").Used, Use(year, "maintenance").Used).ShouldBe((240, 120));
    }

    [Fact]
    public void Stopped_comes_before_everything_and_uses_no_account()
    {
        var year = Year(Mark("stopped", 0, 24), Mark("cems-maintenance", 0, 24));
        year.Hours.Values.ShouldAllBe(hour => hour.Kind == FurnaceHourKind.Stopped);
        year.Accounts.ShouldBeEmpty();
    }

    [Fact]
    public void A_mark_made_too_late_exempts_nothing_until_it_is_reviewed() =>
        FurnaceYear.Of([Mark("stopped", 0, 4) with { InTime = false }], _ => 20m, Rule).Hours.ShouldBeEmpty();

    [Theory]
    [InlineData(2, LowTemperatureOutcome.None)]
    [InlineData(3, LowTemperatureOutcome.Warning)]
    [InlineData(5, LowTemperatureOutcome.Warning)]
    [InlineData(6, LowTemperatureOutcome.Clue)]
    public void Article_11_more_than_five_low_means_in_a_day_are_a_clue(int low, LowTemperatureOutcome outcome) =>
        Day(low, Year()).Outcome.ShouldBe(outcome);

    [Fact]
    public void Article_11_low_means_count_slot_by_slot_outside_marks()
    {
        // M35: the mark covers the beginning of the slot. 00:10 to 00:25 covers the slots of 10, 15 and 20.
        Day(6, Year(Mark("fault", 10 / 60.0, 0.25))).ShouldSatisfyAllConditions(day => day.Low.Count.ShouldBe(3), day => day.Free.ShouldBe(3));
        Day(6, Year(Mark("temperature-abnormal", 0, 1))).Low.Count.ShouldBe(6, "not before it is reviewed (M37)");
        Day(6, Year(Mark("temperature-abnormal", 0, 1) with { Reviewed = true })).Low.Count.ShouldBe(0);
        Day(6, Year(Mark("thermocouple-fault", 0, 1))).Low.Count.ShouldBe(0);
    }

    [Fact]
    public void Article_7_equal_to_the_threshold_is_enough_and_hazardous_waste_has_its_own()
    {
        var slots = new Dictionary<DateTime, decimal> { [January] = 850m, [January.AddMinutes(5)] = 849.9m };
        FurnaceTemperature.Judge(DateOnly.FromDateTime(January), slots, Year(), Rule).ShouldSatisfyAllConditions(day => day.Low.Count.ShouldBe(1), day => day.Missing.ShouldBe(286));
        Law.Book.IncinerationOn("hazardous", Law.Day)!.FurnaceCelsius.ShouldBe(1100m);
    }

    [Fact]
    public void The_temperature_is_half_of_the_medians_of_two_sections()
    {
        FurnaceTemperature.Of([860, 900, 100], [880, 870]).ShouldBe((860m + 875m) / 2);
        FurnaceTemperature.Of([], [880]).ShouldBeNull();
    }

    [Fact]
    public void Minutes_are_conserved_and_the_order_of_marks_does_not_matter() => Holds(
        Gen.Choose(0, 59).ListOf(4).ListOf(40), picks =>
        {
            var marks = picks.Select((pick, n) => new FurnaceMark(Rule.Marks[pick[0] % Rule.Marks.Count].Code,
                January.AddHours(n * 7).AddMinutes(pick[1]), January.AddHours(n * 7 + pick[2] % 7).AddMinutes(pick[3]))).ToList();
            var (one, other) = (FurnaceYear.Of(marks, _ => 20m, Rule), FurnaceYear.Of(marks.AsEnumerable().Reverse(), _ => 20m, Rule));
            return one.Accounts.SequenceEqual(other.Accounts) && one.Hours.SequenceEqual(other.Hours)
                && one.Accounts.All(use => use.Used <= use.Account.Minutes);
        });

    private static LowTemperatureDay Day(int low, FurnaceYear year)
    {
        var slots = Enumerable.Range(0, 288).ToDictionary(n => January.AddMinutes(5 * n), n => n < low ? 800m : 900m);
        return FurnaceTemperature.Judge(DateOnly.FromDateTime(January), slots, year, Rule);
    }

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) => Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    internal static void Example(string kind, JsonElement example)
    {
        var rule = Law.Book.IncinerationOn(kind, Law.Day)!;
        if (example.TryGetProperty("low_slots", out var low))
            (low.GetInt32() > rule.LowSlotsAllowed).ShouldBe(example.GetProperty("clue").GetBoolean());
        else
        {
            var minutes = (int)(decimal.Parse(example.GetProperty("maintenance_hours").GetString()!, CultureInfo.InvariantCulture) * 60);
            (minutes > rule.Accounts.Single(account => account.Code == "maintenance").Minutes).ShouldBe(example.GetProperty("beyond").GetBoolean());
        }
    }
}
