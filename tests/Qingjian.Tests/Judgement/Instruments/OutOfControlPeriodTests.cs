using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>失控时段: HJ 75-2017 (memory) for gas, HJ 356-2019 (memory) for water.</summary>
public class OutOfControlPeriodTests
{
    private static readonly DateTime Start = new(2026, 7, 1, 8, 0, 0);
    private static readonly InstrumentRule Air = Law.Book.InstrumentsOn(Medium.Air, Law.Day)!, Water = Law.Book.InstrumentsOn(Medium.Water, Law.Day)!;

    private static InstrumentCheck Drift(double day, decimal zero, string factor = "a21026") => new($"{day}", InstrumentCheckKind.Calibration, factor, Start.AddDays(day), new Dictionary<InstrumentFigure, decimal> { [InstrumentFigure.ZeroDrift] = zero });

    private static InstrumentCheck Sample(double day, decimal error) => new($"{day}", InstrumentCheckKind.Calibration, "w01018", Start.AddDays(day), new Dictionary<InstrumentFigure, decimal> { [InstrumentFigure.RelativeError] = error });

    private static IEnumerable<(double From, double? To)> Days(IReadOnlyList<OutOfControlPeriod> periods) => periods.Select(period => ((period.From - Start).TotalDays, (period.To - Start)?.TotalDays));

    [Fact]
    public void A_drift_beyond_the_control_limit_lasts_to_the_next_passed_calibration()
    {
        var periods = OutOfControlPeriods.Of([Drift(0, 1m), Drift(3, 6m), Drift(3.5, 4m), Drift(4, 1m)], Start.AddDays(5), Air);
        Days(periods).ShouldBe([(3, 4)]);
        periods[0].Because.ShouldBe("7月4日08:00校准不合格：气态污染物零点漂移6%，超过失控指标±5%");
    }

    [Fact]
    public void Between_the_two_limits_nothing_is_out_of_control() => OutOfControlPeriods.Of([Drift(0, 4m), Drift(3, -4.9m)], Start.AddDays(4), Air).ShouldBeEmpty();

    [Fact]
    public void A_missed_calibration_begins_when_it_was_due_and_lasts_until_one_is_passed()
    {
        Days(OutOfControlPeriods.Of([Drift(0, 1m), Drift(10, 1m)], Start.AddDays(12), Air)).ShouldBe([(7, 10)]);
        Days(OutOfControlPeriods.Of([Drift(0, 1m)], Start.AddDays(12), Air)).ShouldBe([(7, null)]);
        OutOfControlPeriods.Of([Drift(0, 1m)], Start.AddDays(7), Air).ShouldBeEmpty("exactly due is not missed");
    }

    [Fact]
    public void A_check_is_missed_from_the_moment_after_it_was_due_by_factor_and_kind_and_a_failed_one_was_made_all_the_same()
    {
        MissedChecks.Of([Drift(0, 1m)], Start.AddDays(7), Air).ShouldBeEmpty();
        var missed = MissedChecks.Of([Drift(0, 1m), Drift(5, 6m, "a34013")], Start.AddDays(8), Air).Single();
        (missed.Factor, missed.Kind, missed.Last, missed.Due, missed.Days).ShouldBe(("a21026", InstrumentCheckKind.Calibration, Start, Start.AddDays(7), 7));
        MissedChecks.Of([Drift(6, 9m), Drift(0, 1m)], Start.AddDays(8), Air).ShouldBeEmpty();
        MissedChecks.Of([], Start.AddDays(100), Air).ShouldBeEmpty("nothing is known of it");
    }

    [Fact]
    public void A_failed_sample_of_water_reaches_back_to_the_last_passed_one() =>
        Days(OutOfControlPeriods.Of([Sample(0, 3m), Sample(5, 14m), Sample(6, 2m)], Start.AddDays(7), Water)).ShouldBe([(0, 6)]);

    [Fact]
    public void Without_any_record_nothing_is_known_and_nothing_is_out_of_control() => OutOfControlPeriods.Of([], Start.AddDays(100), Air).ShouldBeEmpty();

    [Fact]
    public void Factors_and_kinds_do_not_mix()
    {
        var verification = new InstrumentCheck("v", InstrumentCheckKind.Verification, "a21026", Start.AddDays(2), new Dictionary<InstrumentFigure, decimal> { [InstrumentFigure.RelativeError] = 20m });
        Days(OutOfControlPeriods.Of([Drift(0, 1m), Drift(2, 6m, "a21002"), verification, Drift(3, 1m), Drift(3, 1m, "a21002")], Start.AddDays(4), Air)).ShouldBe([(2, 3), (2, null)]);
    }

    /// <summary>The order in which records are entered does not matter, and no two periods of one factor and kind overlap.</summary>
    [Fact]
    public void Any_order_of_entry_gives_the_same_periods() => Prop.ForAll<Tuple<byte, short>[], int>((given, seed) =>
    {
        List<InstrumentCheck> checks = [.. given.Select((each, at) => Drift(each.Item1 / 4.0, each.Item2 % 100 / 10m) with { Id = $"{at:D3}" })];
        var shuffled = checks.ToArray();
        new Random(seed).Shuffle(shuffled);
        var periods = OutOfControlPeriods.Of(checks, Start.AddDays(70), Air);
        OutOfControlPeriods.Of(shuffled, Start.AddDays(70), Air).ShouldBe(periods);
        for (var at = 1; at < periods.Count; at++) periods[at].From.ShouldBeGreaterThanOrEqualTo(periods[at - 1].To!.Value);
    }).QuickCheckThrowOnFailure();

    internal static void Example(string medium, JsonElement example)
    {
        var figures = new Dictionary<InstrumentFigure, decimal>();
        foreach (var (name, measure) in new[] { ("zero_drift", InstrumentFigure.ZeroDrift), ("span_drift", InstrumentFigure.SpanDrift), ("relative_error", InstrumentFigure.RelativeError) })
            if (example.TryGetProperty(name, out var figure)) figures[measure] = decimal.Parse(figure.GetString()!, CultureInfo.InvariantCulture);
        var kind = example.GetProperty("check").GetString() == "calibration" ? InstrumentCheckKind.Calibration : InstrumentCheckKind.Verification;
        (medium == "air" ? Air : Water).ResultOf(new("e", kind, example.GetProperty("factor").GetString()!, Start, figures)).Result
            .ShouldBe(example.GetProperty("result").GetString() switch { "passed" => InstrumentCheckResult.Passed, "beyond" => InstrumentCheckResult.Beyond, _ => InstrumentCheckResult.Out });
    }
}
