using Qingjian.Monitoring.Transmission;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Transmission;

/// <summary>What the house says of an interval without values: the first thing that explains it.</summary>
public class GapCauseTests
{
    private static readonly GapEvidence Nothing = new(true, true, null, 0, null, 0, 0);
    private static readonly DateTime Since = new(2026, 11, 18, 3, 20, 0);

    [Fact]
    public void The_first_thing_that_explains_an_interval_is_its_cause()
    {
        GapCause.Of(Nothing).Code.ShouldBe("not-sent");
        GapCause.Of(Nothing with { Moments = 40 }).Text.ShouldContain("实时数据已收到40组");
        GapCause.Of(Nothing with { Moments = 40, Minutes = 6 }).Text.ShouldContain("分钟数据已收到6组");
        GapCause.Of(Nothing with { SilentSince = Since }).Text.ShouldBe("链路中断：自11月18日03:20起没有收到任何报文");
        GapCause.Of(Nothing with { SilentSince = Since, Refused = 4, RefusedFor = "校验码错误" }).Text.ShouldBe("期间有4条报文未通过校验，进入隔离区（校验码错误）");
        GapCause.Of(Nothing with { EverHeard = false, Refused = 4 }).Code.ShouldBe("never-heard");
        GapCause.Of(Nothing with { Registered = false, EverHeard = false }).Code.ShouldBe("not-registered");
    }
}
