using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;


public class JudgeDayTests
{
    private static DayValue Gas(string pollutant, decimal value, int valid = 24) => new(pollutant, Law.Day, Enumerable.Range(0, 24)
        .Select(clock => new HourValue(pollutant, Law.At(clock)) { Avg = value, ZsAvg = value, Oxygen = 10m, ValidMinutes = 60, Flag = clock < valid ? 'N' : 'C' }).ToList());

    private static DayValue Water(string pollutant, params (decimal Value, decimal? Discharge)[] hours) => new(pollutant, Law.Day, hours
        .Select((hour, clock) => new HourValue(pollutant, Law.At(clock)) { Avg = hour.Value, Discharge = hour.Discharge }).ToList());

    [Fact]
    public void Carbon_monoxide_at_81_2_exceeds_80_by_0_015()
    {
        var verdict = Judge.Day("o", Gas("a21005", 81.2m), Law.Incinerator());
        (verdict.Outcome, verdict.Multiple).ShouldBe((VerdictOutcome.Exceeded, 0.015m));
        Law.Book.SupervisionOn(Law.Day)!.TriggerOf(verdict).ShouldBe("day_exceeded");
    }

    [Fact]
    public void A_day_mean_equal_to_the_limit_is_compliant() =>
        Judge.Day("o", Gas("a21005", 80.0m), Law.Incinerator()).Outcome.ShouldBe(VerdictOutcome.Compliant);

    [Theory]
    [InlineData(20, VerdictOutcome.Exceeded, Validity.Valid)]
    [InlineData(19, VerdictOutcome.NotJudged, Validity.Insufficient)]
    public void A_gas_day_needs_twenty_valid_hours_M22(int valid, VerdictOutcome outcome, Validity validity)
    {
        var verdict = Judge.Day("o", Gas("a21005", 500m, valid), Law.Incinerator());
        (verdict.Outcome, verdict.Validity, verdict.ValidHours).ShouldBe((outcome, validity, valid));
    }

    [Fact]
    public void Hours_that_never_came_count_as_missing()
    {
        var day = Gas("a21005", 500m);
        var verdict = Judge.Day("o", day with { Hours = day.Hours.Take(19).ToList() }, Law.Incinerator());
        verdict.Validity.ShouldBe(Validity.Insufficient);
        verdict.Working.ShouldContain(line => line.Contains("19、20、21、22、23时不计入：未收到该小时数据", StringComparison.Ordinal));
    }

    [Fact]
    public void An_hour_near_the_oxygen_of_air_has_no_converted_value_and_does_not_count()
    {
        var day = Gas("a21005", 500m);
        var verdict = Judge.Day("o", day with { Hours = day.Hours.Select((hour, index) => index < 5 ? hour with { Oxygen = 20.95m } : hour).ToList() }, Law.Incinerator());
        verdict.Validity.ShouldBe(Validity.Insufficient);
    }

    [Fact]
    public void A_water_day_is_weighted_by_discharge()
    {
        // 8 hours each of 40 mg/L x 100 m3, 60 x 50, 30 x 150: 38.3333, where the plain mean would be 43.3333.
        var hours = Enumerable.Range(0, 24).Select(clock => (clock % 3) switch { 0 => (40m, (decimal?)100m), 1 => (60m, 50m), _ => (30m, 150m) }).ToArray();
        var verdict = Judge.Day("o", Water("w01018", hours), Law.Sewage());
        Math.Round(verdict.Value!.Value, 4).ShouldBe(38.3333m);
        (verdict.Outcome, verdict.ValueKind).ShouldBe((VerdictOutcome.Compliant, "flow-weighted"));
    }

    [Fact]
    public void Without_flow_the_mean_is_plain_J7()
    {
        var verdict = Judge.Day("o", Water("w01018", Enumerable.Range(0, 24).Select(clock => (clock % 3 == 0 ? 40m : clock % 3 == 1 ? 60m : 30m, (decimal?)null)).ToArray()), Law.Sewage());
        Math.Round(verdict.Value!.Value, 4).ShouldBe(43.3333m);
        verdict.Rulings.ShouldContain("J7");
    }

    [Fact]
    public void A_day_without_discharge_has_no_mean() =>
        Judge.Day("o", Water("w01018", Enumerable.Repeat((99m, (decimal?)0m), 24).ToArray()), Law.Sewage()).Reason.ShouldBe("no-discharge");

    [Theory]
    [InlineData(18, true)]
    [InlineData(17, false)]
    public void A_water_day_needs_three_quarters_of_its_analyses(int valid, bool judged) =>
        (Judge.Day("o", Water("w01018", Enumerable.Repeat((99m, (decimal?)10m), valid).ToArray()), Law.Sewage()).Outcome == VerdictOutcome.Exceeded).ShouldBe(judged);

    [Fact]
    public void A_water_day_verdict_shows_that_its_rule_is_from_memory() =>
        Judge.Day("o", Water("w01018", Enumerable.Repeat((99m, (decimal?)10m), 24).ToArray()), Law.Sewage()).Trust.ShouldBe(Trust.Memory);

    [Theory]
    [InlineData(null, VerdictOutcome.Warning, "water-temperature-unknown")]
    [InlineData(11.5, VerdictOutcome.Compliant, "compliant")]
    [InlineData(12.0, VerdictOutcome.Compliant, "compliant")]
    [InlineData(15.0, VerdictOutcome.Exceeded, "exceeded")]
    public void Ammonia_has_a_laxer_limit_in_cold_water(double? temperature, VerdictOutcome outcome, string reason)
    {
        var day = Water("w21003", Enumerable.Repeat((6.5m, (decimal?)10m), 24).ToArray());
        var verdict = Judge.Day("o", day with { Hours = day.Hours.Select(hour => hour with { WaterTemperature = (decimal?)temperature }).ToList() }, Law.Sewage());
        (verdict.Outcome, verdict.Reason).ShouldBe((outcome, reason));
    }

    [Fact]
    public void A_day_fully_stopped_is_stopped_and_part_stopped_days_need_less()
    {
        var stopped = Enumerable.Range(0, 24).Select(clock => new HourValue("w01018", Law.At(clock)) { Avg = 10m, Discharge = 1m, Marks = clock < 12 ? [new("停产", MarkEffect.Stopped, 60)] : [] }).ToList();
        Judge.Day("o", new DayValue("w01018", Law.Day, stopped), Law.Sewage()).Outcome.ShouldBe(VerdictOutcome.Compliant);
        var all = stopped.Select(hour => hour with { Marks = [new("停产", MarkEffect.Stopped, 60)] }).ToList();
        Judge.Day("o", new DayValue("w01018", Law.Day, all), Law.Sewage()).Validity.ShouldBe(Validity.Stopped);
    }

    [Fact]
    public void An_over_range_hour_keeps_a_low_day_from_counting_as_compliant_M43()
    {
        var day = Gas("a21005", 50m);
        var verdict = Judge.Day("o", day with { Hours = day.Hours.Select((hour, index) => index == 3 ? hour with { Flag = 'T' } : hour).ToList() }, Law.Incinerator());
        (verdict.Outcome, verdict.Reason).ShouldBe((VerdictOutcome.NotJudged, "over-range"));
    }

    [Fact]
    public void Ph_has_no_day_mean() =>
        Judge.Day("o", Water("w01001", Enumerable.Repeat((5m, (decimal?)10m), 24).ToArray()), Law.Sewage()).Outcome.ShouldBe(VerdictOutcome.NotJudged);
}
