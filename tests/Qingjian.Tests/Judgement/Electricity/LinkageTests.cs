using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public sealed class LinkageTests
{
    private static readonly ElectricityRule Rule = Law.Book.ElectricityOn(Law.Day)!;
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(8));

    // One reading a minute, in percent of 100 kW; "." is a minute without reading.
    private static IReadOnlyList<MeterSpan> States(params (int Minutes, decimal? Kw)[] stretches)
    {
        var readings = new List<PowerReading>();
        var at = Noon;
        foreach (var (minutes, kw) in stretches)
            for (var i = 0; i < minutes; i++, at = at.AddMinutes(1))
                if (kw is { } power) readings.Add(new(at, power));
        return MeterStates.Of(readings, new(100), Noon, at, Rule);
    }

    private static (int, MeterState)[] Show(IReadOnlyList<MeterSpan> spans) => [.. spans.Select(span => ((int)span.Length.TotalMinutes, span.State))];

    [Fact]
    public void Thresholds_are_shares_of_rated_power_and_a_device_may_have_its_own()
    {
        Show(States((10, 1.9m), (10, 2m), (10, 19.9m), (10, 20m))).ShouldBe([(10, MeterState.Off), (20, MeterState.Idle), (10, MeterState.Running)]);
        new MeterThresholds(100, 0.1m, 0.5m).At(30, Rule).ShouldBe(MeterState.Idle);
    }

    [Fact]
    public void A_change_of_less_than_five_minutes_is_none_and_a_longer_one_counts_from_its_beginning()
    {
        Show(States((30, 50m), (4, 0m), (30, 50m))).ShouldBe([(64, MeterState.Running)]);
        Show(States((30, 50m), (5, 0m), (30, 50m))).ShouldBe([(30, MeterState.Running), (5, MeterState.Off), (30, MeterState.Running)]);
    }

    [Fact]
    public void After_twenty_minutes_without_a_reading_nothing_is_known() =>
        Show(States((10, 50m), (60, null), (10, 50m))).ShouldBe([(29, MeterState.Running), (41, MeterState.Unknown), (10, MeterState.Running)]);

    [Fact]
    public void Production_without_treatment_is_found_from_ten_minutes_on()
    {
        var production = States((120, 80m));
        Linkage.Findings([production], [States((60, 60m), (9, 0m), (51, 60m))], LinkageRelation.All, default, default, Rule).ShouldBeEmpty();
        var found = Linkage.Findings([production], [States((60, 60m), (10, 0m), (50, 60m))], LinkageRelation.All, default, default, Rule).ShouldHaveSingleItem();
        (found.Fault, found.From, found.Minutes).ShouldBe((LinkageFault.During, Noon.AddMinutes(60), 10m));
    }

    [Fact]
    public void Idle_then_off_is_one_stretch_and_a_gap_is_held_against_nobody()
    {
        var production = States((120, 80m));
        Linkage.Findings([production], [States((60, 60m), (8, 10m), (8, 0m), (44, 60m))], LinkageRelation.All, default, default, Rule).ShouldHaveSingleItem().Minutes.ShouldBe(16);
        Linkage.Findings([production], [States((30, 60m), (90, null))], LinkageRelation.All, default, default, Rule).ShouldBeEmpty();
        Linkage.Findings([production], [], LinkageRelation.All, default, default, Rule).ShouldBeEmpty();
    }

    [Fact]
    public void With_any_one_treatment_device_is_enough_and_with_all_each_must_run()
    {
        var production = States((60, 80m));
        IReadOnlyList<IReadOnlyList<MeterSpan>> treatment = [States((60, 60m)), States((60, 0m))];
        Linkage.Findings([production], treatment, LinkageRelation.Any, default, default, Rule).ShouldBeEmpty();
        Linkage.Findings([production], treatment, LinkageRelation.All, default, default, Rule).ShouldHaveSingleItem().Minutes.ShouldBe(60);
    }

    [Fact]
    public void Treatment_is_to_start_before_production_and_to_stop_after_it()
    {
        var production = States((60, 0m), (60, 80m), (60, 0m));
        var lead = TimeSpan.FromMinutes(15);
        Linkage.Findings([production], [States((40, 0m), (100, 60m), (40, 0m))], LinkageRelation.All, lead, lead, Rule).ShouldBeEmpty();
        var found = Linkage.Findings([production], [States((50, 0m), (75, 60m), (55, 0m))], LinkageRelation.All, lead, lead, Rule);
        found.Select(each => (each.Fault, each.Minutes)).ShouldBe([(LinkageFault.Lead, 5m), (LinkageFault.Lag, 10m)]);
    }

    [Fact]
    public void States_cover_the_time_without_gap_or_overlap_whatever_comes() => Prop.ForAll<byte[]>(bytes =>
    {
        var at = Noon;
        var readings = bytes.Select(each => new PowerReading(at = at.AddMinutes(1 + each % 30), each)).ToList();
        var until = Noon.AddHours(10);
        var spans = MeterStates.Of(readings, new(200), Noon, until, Rule);
        return spans[0].From == Noon && spans[^1].To == until && spans.Zip(spans.Skip(1)).All(pair => pair.First.To == pair.Second.From && pair.First.State != pair.Second.State);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Energy_of_a_day_is_the_sum_of_its_parts() => Prop.ForAll<byte[], byte>((bytes, cut) =>
    {
        var at = Noon;
        var readings = bytes.Select(each => new PowerReading(at = at.AddMinutes(1 + each % 30), each)).ToList();
        var (middle, end) = (Noon.AddMinutes(cut + 1), Noon.AddHours(10));
        var whole = Energy.Between(readings, Noon, end, Rule);
        var parts = Energy.Between(readings, Noon, middle, Rule).Kwh + Energy.Between(readings, middle, end, Rule).Kwh;
        return Math.Abs(whole.Kwh - parts) <= 0.002m && whole.Covered is >= 0 and <= 1;
    }).QuickCheckThrowOnFailure();
}
