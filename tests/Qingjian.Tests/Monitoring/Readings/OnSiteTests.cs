using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Storage;
using Qingjian.Tests.Monitoring.Gateway;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Readings;

/// <summary>What a logger tells of itself (3019, 3020) becomes readings, each item under its factor.</summary>
public sealed class OnSiteTests : IDisposable
{
    private readonly GatewayBench gateway = new();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public void Parameters_of_two_factors_do_not_meet_a_log_is_kept_without_slashes_and_a_serial_number_needs_no_time()
    {
        using var logger = gateway.Connect();
        logger.Send(GatewayBench.Frame($"QN=20260701090001000;ST=31;CN=3020;PW=123456;MN={GatewayBench.Mn};Flag=5;CP=&&DataTime=20260701090000;PolId=a21026;i13008-Info=1.05&&"));
        logger.Send(GatewayBench.Frame($"QN=20260701090002000;ST=31;CN=3020;PW=123456;MN={GatewayBench.Mn};Flag=5;CP=&&DataTime=20260701090000;PolId=a21002;i13008-Info=0.98&&"));
        logger.Send(GatewayBench.Frame($"QN=20260701090003000;ST=31;CN=3020;PW=123456;MN={GatewayBench.Mn};Flag=5;CP=&&DataTime=20260701090000;i31001-Info=//开门//&&"));
        logger.Send(GatewayBench.Frame($"QN=20260701090004000;ST=31;CN=3019;PW=123456;MN={GatewayBench.Mn};Flag=5;CP=&&PolId=a21026;a21026-SN=010000A8900016F000169DC0&&"));
        for (var n = 0; n < 4; n++) logger.Answer().ShouldNotBeNull();
        gateway.Settle();
        var from = Beijing.LocalSeconds(new DateTimeOffset(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        var told = gateway.Readings.Read(GatewayBench.Mn, PeriodKind.OnSite, from, from + 60).SelectMany(reading => reading.Cells()).SelectMany(cell => cell.Values.Select(value => $"{cell.Code}:{value.Field}={value.Text ?? value.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture)}"));
        told.Order(StringComparer.Ordinal).ShouldBe(["a21002.i13008:Info=0.98", "a21026.i13008:Info=1.05", "a21026:SN=010000A8900016F000169DC0", "i31001:Info=开门"]);
    }
}
