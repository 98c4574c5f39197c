using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;


public class JudgeHourTests
{
    private static HourValue Gas(string pollutant, decimal converted) => new(pollutant, Law.At(8)) { Avg = converted, ZsAvg = converted, Oxygen = 10m, ValidMinutes = 60 };

    private static Verdict Kiln(HourValue hour) => Judge.Hour("DA001", hour, Law.Kiln());

    [Fact]
    public void A_kiln_above_its_hourly_limit_exceeds_and_the_sentence_says_by_how_much()
    {
        var verdict = Kiln(Gas("a34013", 35.2m));
        verdict.Outcome.ShouldBe(VerdictOutcome.Exceeded);
        verdict.Multiple.ShouldBe(0.173m);
        verdict.Limit!.Name.ShouldBe("GB 4915-2013 水泥窑及窑尾余热利用系统 表1");
        verdict.Sentence.ShouldBe("2026年7月1日8时，烟尘小时均值（折算）35.2 mg/m³，超过限值30 mg/m³（GB 4915-2013 水泥窑及窑尾余热利用系统 表1），超出0.173倍。");
        verdict.Trust.ShouldBe(Trust.Text);
        verdict.Rules.Select(rule => rule.Path).ShouldContain("limits/GB-4915-2013/2014-03-01.json");
        verdict.Rulings.ShouldContain("M42");
    }

    [Theory]
    [InlineData("30", VerdictOutcome.Compliant)]
    [InlineData("30.0000001", VerdictOutcome.Exceeded)]
    public void Equal_is_compliant_and_the_full_value_is_compared(string value, VerdictOutcome outcome) =>
        Kiln(Gas("a34013", decimal.Parse(value))).Outcome.ShouldBe(outcome);

    [Theory]
    [InlineData('M')]
    [InlineData('F')]
    [InlineData('S')]
    [InlineData('D')]
    [InlineData('C')]
    [InlineData('B')]
    [InlineData('?')]
    public void A_value_with_an_abnormal_flag_is_not_judged(char flag)
    {
        var verdict = Kiln(Gas("a34013", 500m) with { Flag = flag });
        verdict.Outcome.ShouldBe(VerdictOutcome.NotJudged);
        verdict.Validity.ShouldBe(Validity.Invalid);
        verdict.Reason.ShouldBe($"flag-{flag}");
    }

    [Theory]
    [InlineData(45, true)]
    [InlineData(44, false)]
    public void An_hour_of_gas_needs_forty_five_valid_minutes(int minutes, bool judged) =>
        (Kiln(Gas("a34013", 500m) with { ValidMinutes = minutes }).Outcome == VerdictOutcome.Exceeded).ShouldBe(judged);

    [Fact]
    public void What_did_not_come_is_missing_never_compliant()
    {
        Kiln(new HourValue("a34013", Law.At(8)) { Received = false }).Validity.ShouldBe(Validity.Missing);
        Kiln(new HourValue("a34013", Law.At(8))).Validity.ShouldBe(Validity.Missing);
    }

    [Fact]
    public void A_value_outside_its_physical_range_is_suspect_and_not_judged() =>
        Kiln(Gas("a34013", 99999m) with { Suspect = "数值超出物理范围" }).Validity.ShouldBe(Validity.Suspect);

    [Theory]
    [InlineData(MarkEffect.Stopped, 16, Validity.Stopped)]
    [InlineData(MarkEffect.Exempt, 16, Validity.Exempt)]
    [InlineData(MarkEffect.Invalid, 16, Validity.Invalid)]
    [InlineData(MarkEffect.Exempt, 15, Validity.Valid)]
    public void A_mark_takes_the_hour_out_when_it_covers_more_than_fifteen_minutes(MarkEffect effect, int minutes, Validity validity) =>
        Kiln(Gas("a34013", 500m) with { Marks = [new("停运", effect, minutes)] }).Validity.ShouldBe(validity);

    [Fact]
    public void Marks_of_one_effect_add_up_M31() =>
        Kiln(Gas("a34013", 500m) with { Marks = [new("启炉", MarkEffect.Exempt, 8), new("故障", MarkEffect.Exempt, 8)] }).Validity.ShouldBe(Validity.Exempt);

    [Fact]
    public void The_authority_overrides_flag_and_mark_and_its_reason_is_kept()
    {
        var verdict = Kiln(Gas("a34013", 35m) with { Flag = 'M', Manual = new(true, "王某", "维护标记不实") });
        verdict.Outcome.ShouldBe(VerdictOutcome.Exceeded);
        verdict.Working.ShouldContain(line => line.Contains("维护标记不实", StringComparison.Ordinal) && line.Contains("审核前", StringComparison.Ordinal));
    }

    [Fact]
    public void A_converted_value_is_worked_out_when_the_logger_sends_none()
    {
        var verdict = Judge.Hour("o", new HourValue("a21002", Law.At(8)) { Avg = 35.1m, Oxygen = 9.8m, ValidMinutes = 60 }, Law.Incinerator());
        Math.Round(verdict.Value!.Value, 4).ShouldBe(31.3393m);
        verdict.ValueKind.ShouldBe("converted");
        verdict.Working.ShouldContain(line => line.Contains("× (21 − 11) ÷ (21 − 9.8)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(20.9, "o2-invalid")]
    [InlineData(21.0, "o2-invalid")]
    [InlineData(null, "oxygen-missing")]
    public void Without_usable_oxygen_the_converted_value_is_invalid(double? oxygen, string reason)
    {
        var verdict = Kiln(Gas("a34013", 500m) with { Oxygen = (decimal?)oxygen });
        verdict.Outcome.ShouldBe(VerdictOutcome.NotJudged);
        verdict.Reason.ShouldBe(reason);
        verdict.Validity.ShouldBe(Validity.Invalid);
    }

    [Fact]
    public void Measured_outlets_are_judged_by_the_measured_value()
    {
        var rules = Law.On(Medium.Air, "GB 4915-2013", "水泥-破碎机/磨机/包装机", "2026-07-01");
        Judge.Hour("o", new HourValue("a34013", Law.At(8)) { Avg = 19m, ZsAvg = 90m, ValidMinutes = 60 }, rules).Outcome.ShouldBe(VerdictOutcome.Compliant);
    }

    [Fact]
    public void Water_hours_only_warn_against_the_day_limit_M44()
    {
        var verdict = Judge.Hour("o", new HourValue("w01018", Law.At(8)) { Avg = 62m }, Law.Sewage());
        verdict.Outcome.ShouldBe(VerdictOutcome.Warning);
        verdict.Reason.ShouldBe("water-hour");
        verdict.Rulings.ShouldContain("M44");
        Law.Book.SupervisionOn(Law.Day)!.TriggerOf(verdict).ShouldBe("hour_warning");
    }

    [Fact]
    public void An_hour_of_an_incinerator_calls_for_action_but_is_no_evidence()
    {
        var verdict = Judge.Hour("o", Gas("a34013", 35.2m), Law.Incinerator());
        verdict.Outcome.ShouldBe(VerdictOutcome.Warning);
        verdict.Reason.ShouldBe("incinerator-hour");
        verdict.Trust.ShouldBe(Trust.Memory);
        Law.Book.SupervisionOn(Law.Day)!.TriggerOf(verdict).ShouldBe("hour_dispatch");
    }

    [Theory]
    [InlineData("300", VerdictOutcome.NotJudged, "over-range")]
    [InlineData("400", VerdictOutcome.Exceeded, "exceeded")]
    [InlineData("500", VerdictOutcome.Exceeded, "exceeded")]
    public void An_over_range_value_judges_only_at_or_above_the_limit_M43(string value, VerdictOutcome outcome, string reason)
    {
        var verdict = Kiln(Gas("a21002", decimal.Parse(value)) with { Flag = 'T' });
        (verdict.Outcome, verdict.Reason).ShouldBe((outcome, reason));
    }

    [Theory]
    [InlineData(6.0, 6.0, 9.0, VerdictOutcome.Compliant, "compliant")]
    [InlineData(9.0, 6.0, 9.0, VerdictOutcome.Compliant, "compliant")]
    [InlineData(9.01, 9.0, 9.1, VerdictOutcome.Exceeded, "exceeded")]
    [InlineData(5.99, 5.9, 6.2, VerdictOutcome.Exceeded, "exceeded")]
    [InlineData(7.5, 5.2, 8.0, VerdictOutcome.Warning, "ph-extreme")]
    public void Ph_is_judged_by_its_range_without_a_multiple(double mean, double min, double max, VerdictOutcome outcome, string reason)
    {
        var verdict = Judge.Hour("o", new HourValue("w01001", Law.At(8)) { Avg = (decimal)mean, Min = (decimal)min, Max = (decimal)max }, Law.Sewage());
        (verdict.Outcome, verdict.Reason).ShouldBe((outcome, reason));
        verdict.Multiple.ShouldBeNull();
    }

    [Fact]
    public void Passing_an_ultra_low_commitment_only_warns()
    {
        var rules = Law.Kiln(request => request with { Sets = [.. request.Sets, new("环大气〔2024〕5号", "水泥窑及窑尾(超低排放)")] });
        var warned = Judge.Hour("o", Gas("a34013", 12m), rules);
        (warned.Outcome, warned.Reason).ShouldBe((VerdictOutcome.Warning, "ultra-low"));
        var exceeded = Judge.Hour("o", Gas("a34013", 31m), rules);
        (exceeded.Outcome, exceeded.Limit!.Authority).ShouldBe((VerdictOutcome.Exceeded, LimitAuthority.National));
    }

    [Theory]
    [InlineData("25", "排污许可证 P1")]
    [InlineData("40", "GB 4915-2013")]
    public void The_permit_binds_unless_it_is_laxer_than_the_standard_M41(string permitted, string source)
    {
        var rules = Law.Kiln(request => request with { Permit = [new("P1", "a34013", LimitPeriod.Hour, permitted, "mg/m3", new(2026, 1, 1), null, 10m)] });
        var verdict = Judge.Hour("o", Gas("a34013", 35m), rules);
        verdict.Limit!.Source.ShouldBe(source);
        verdict.Rulings.ShouldContain("M41");
    }

    [Fact]
    public void Values_in_micrograms_are_converted_before_they_are_compared()
    {
        var rules = Law.On(Medium.Water, "GB 21900-2008", "电镀(新建)", "2026-07-01");
        var verdict = Judge.Hour("o", new HourValue("w20117", Law.At(8)) { Avg = 250m, Unit = "ug/L" }, rules);
        verdict.Value.ShouldBe(0.25m);
        verdict.Outcome.ShouldBe(VerdictOutcome.Warning);
    }

    [Fact]
    public void A_unit_that_cannot_be_compared_is_not_judged() =>
        Judge.Hour("o", new HourValue("w01018", Law.At(8)) { Avg = 62m, Unit = "mg/m3" }, Law.Sewage()).Reason.ShouldBe("unit");

    [Fact]
    public void A_factor_without_a_limit_is_not_judged_and_says_so() =>
        Kiln(Gas("a24088", 100m)).Sentence.ShouldContain("没有适用的限值");

    [Fact]
    public void Manual_limits_never_judge_automatic_data() =>
        Judge.Hour("o", Gas("a20057", 9m), Law.Incinerator()).Reason.ShouldBe("no-limit");
}
