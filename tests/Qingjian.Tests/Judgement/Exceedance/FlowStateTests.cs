using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>M18: flow in the three states a logger may give it, by the check values of HJ 212-2017 (30), (31), (33).</summary>
public class FlowStateTests
{
    private static readonly GasState Gas = new(52.3m, 100_800m, -152m, 0.112m);

    [Fact]
    public void Actual_flow_becomes_dry_standard_by_formula_31_and_the_amount_follows()
    {
        var volume = DryStandard.Of(Conversion.WetFlow(6.5m, 12.4m), FlowState.Actual, Gas)!.Value;
        Math.Round(volume, 1).ShouldBe(214791.8m);
        Math.Round(Conversion.HourAmount(35.1m, volume), 4).ShouldBe(7.5392m);
    }

    [Fact]
    public void Wet_standard_flow_loses_its_moisture_and_dry_standard_flow_stays()
    {
        DryStandard.Of(1000m, FlowState.StandardWet, Gas).ShouldBe(888m);
        DryStandard.Of(1000m, FlowState.StandardDry, new(null, null, null, null)).ShouldBe(1000m);
    }

    [Fact]
    public void Without_a_parameter_there_is_no_volume_rather_than_a_wrong_one()
    {
        DryStandard.Of(1000m, FlowState.Actual, Gas with { Celsius = null }).ShouldBeNull();
        DryStandard.Of(1000m, FlowState.Actual, Gas with { Atmospheric = null }).ShouldBeNull();
        DryStandard.Of(1000m, FlowState.Actual, Gas with { Gauge = null }).ShouldBeNull();
        DryStandard.Of(1000m, FlowState.StandardWet, Gas with { Moisture = null }).ShouldBeNull();
        DryStandard.Of(1000m, FlowState.StandardWet, Gas with { Moisture = 1m }).ShouldBeNull();
    }
}
