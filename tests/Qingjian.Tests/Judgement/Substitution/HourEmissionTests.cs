using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Formulas (33) and D.1 and the check of the reported amount.</summary>
public class HourEmissionTests
{
    [Fact]
    public void Gas_is_concentration_times_dry_standard_flow_and_water_concentration_times_volume()
    {
        Conversion.Round(HourEmission.Of(Medium.Air, null, 35.1m, 214791.8m).Kilograms!.Value, 4).ShouldBe(7.5392m);
        HourEmission.Of(Medium.Water, null, 40m, 36m).Kilograms.ShouldBe(1.44m);
        HourEmission.Of(Medium.Water, null, 40m, null).Kilograms.ShouldBeNull();
    }

    [Fact]
    public void The_reported_amount_is_the_value_of_record_and_is_pointed_out_when_it_is_more_than_five_percent_off()
    {
        var sound = HourEmission.Of(Medium.Water, 1.45m, 40m, 36m);
        (sound.Kilograms, sound.Differs).ShouldBe((1.45m, false));
        HourEmission.Of(Medium.Water, 1.60m, 40m, 36m).Differs.ShouldBeTrue();
        HourEmission.Of(Medium.Water, 0.0002m, 0.004m, 36m).Differs.ShouldBeFalse("one unit of the last decimal is no difference");
    }

    [Fact]
    public void A_confirmed_stop_counts_whether_a_value_came_or_not_and_a_calibration_is_told_apart()
    {
        var rules = Law.Kiln();
        var stop = new HourMark("停产", MarkEffect.Stopped, 60);
        HourValue Hour(char flag, bool received = true, params HourMark[] marks) => new("a21026", Law.At(1)) { Avg = received ? 20 : null, Flag = flag, Received = received, Marks = marks };
        HourEmission.StateOf(Hour('N'), rules).ShouldBe(AmountState.Valid);
        HourEmission.StateOf(Hour('C'), rules).ShouldBe(AmountState.Calibration);
        HourEmission.StateOf(Hour('D'), rules).ShouldBe(AmountState.Invalid);
        HourEmission.StateOf(Hour('N', received: false), rules).ShouldBe(AmountState.Missing);
        HourEmission.StateOf(Hour('N', received: false, stop), rules).ShouldBe(AmountState.Stopped);
        HourEmission.StateOf(Hour('F', received: true, stop), rules).ShouldBe(AmountState.Stopped);
    }
}
