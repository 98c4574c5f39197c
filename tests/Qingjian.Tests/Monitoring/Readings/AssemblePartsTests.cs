using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Readings;
using Qingjian.Monitoring.Storage;
using Qingjian.Tests.Monitoring.Gateway;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Readings;

/// <summary>Split packets over a real line and through both stores (monitoring.md 1.5, limit L12).</summary>
public abstract class AssemblePartsContract : IDisposable
{
    private const string Area = "DataTime=20260701080000;a21026-Avg=35.125,a21026-Flag=N;a21002-Avg=47.0,a21002-Max=51.5;a34013-Avg=4.2,a34013-Flag=M;a19001-Avg=9.8";

    private readonly GatewayBench gateway;
    private int sent;

    private protected AssemblePartsContract(bool postgres) => gateway = new GatewayBench(postgres: postgres);

    public void Dispose()
    {
        gateway.Dispose();
        GC.SuppressFinalize(this);
    }

    private string Part(int number, int count, string area) => GatewayBench.Frame(
        $"QN=2026070109{sent++:0000}{number:000};ST=31;CN=2061;PW=123456;MN={GatewayBench.Mn};Flag=7;PNUM={count};PNO={number};CP=&&{area}&&");

    private StoredReading? Hour(int hour)
    {
        gateway.Settle();
        var at = Beijing.LocalSeconds(new DateTimeOffset(2026, 7, 1, hour, 0, 0, TimeSpan.FromHours(8)));
        return gateway.Readings.Latest(GatewayBench.Mn, PeriodKind.Hour, at, at + 1);
    }

    private static string Show(StoredReading? reading) => reading is null ? "" : string.Join(' ', reading.Cells().OrderBy(cell => cell.Code)
        .Select(cell => $"{cell.Code}:{string.Join('/', cell.Values.Select(value => $"{value.Field}={value.Number}"))}:{cell.Flag}"));

    private static string[] Cut(string area, int parts) =>
        [.. Enumerable.Range(0, parts).Select(n => area[(n * area.Length / parts)..((n + 1) * area.Length / parts)])];

    private const string Whole = "a19001:Avg=9.8:N a21002:Avg=47.0/Max=51.5:N a21026:Avg=35.125:N a34013:Avg=4.2:M";

    private long Times(Finding finding) => gateway.Links.Find(GatewayBench.Mn)!.Look(null, gateway.Clock.GetUtcNow())
        .Findings.TryGetValue(finding, out var seen) ? seen.Times : 0;

    [Fact]
    public void A_message_cut_anywhere_and_sent_in_any_order_becomes_one_reading()
    {
        using var logger = gateway.Connect();
        var hour = 0;
        foreach (var count in new[] { 2, 3, 5, 8 })
            foreach (var reversed in new[] { false, true })
            {
                var areas = Cut(Area.Replace("0108", $"01{hour:00}", StringComparison.Ordinal), count);
                var order = Enumerable.Range(0, count);
                foreach (var n in reversed ? order.Reverse() : order)
                {
                    logger.Send(Part(n + 1, count, areas[n]));
                    logger.Answer()!.ShouldContain("CN=9014");
                }
                SpinWait.SpinUntil(() => Show(Hour(hour)) == Whole, 5000);
                Show(Hour(hour)).ShouldBe(Whole, $"{count} parts, reversed {reversed}");
                Hour(hour)!.Revision.ShouldBe(0);
                hour++;
                gateway.Clock.Advance(TimeSpan.FromMinutes(2));
            }
        Times(Finding.SplitInsideItem).ShouldBeGreaterThan(0);
        Times(Finding.SplitIncomplete).ShouldBe(0);
    }

    [Fact]
    public void A_part_sent_again_under_a_new_number_changes_nothing()
    {
        using var logger = gateway.Connect();
        var areas = Cut(Area, 3);
        foreach (var n in new[] { 0, 1, 1, 0, 2, 1, 2 })
        {
            logger.Send(Part(n + 1, 3, areas[n]));
            logger.Answer()!.ShouldContain("CN=9014");
        }
        Show(Hour(8)).ShouldBe(Whole);
        Hour(8)!.Revision.ShouldBe(0);
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        Thread.Sleep(1500);
        Times(Finding.SplitIncomplete).ShouldBe(0);
    }

    [Fact]
    public void Of_a_message_with_a_lost_part_the_whole_items_are_read_after_a_minute_and_the_line_says_so()
    {
        using var logger = gateway.Connect();
        var areas = Cut(Area, 4);
        foreach (var n in new[] { 0, 1, 3 })
        {
            logger.Send(Part(n + 1, 4, areas[n]));
            logger.Answer()!.ShouldContain("CN=9014");
        }
        gateway.Settle();
        gateway.Clock.Advance(TimeSpan.FromSeconds(61));
        SpinWait.SpinUntil(() => Show(Hour(8)).Contains("a19001", StringComparison.Ordinal), 5000);
        // The third part began inside a21002 and ended inside a34013.
        Show(Hour(8)).ShouldBe("a19001:Avg=9.8:N a21026:Avg=35.125:N");
        Times(Finding.SplitIncomplete).ShouldBe(1);

        logger.Send(Part(3, 4, areas[2]));
        logger.Answer()!.ShouldContain("CN=9014");
        SpinWait.SpinUntil(() => Show(Hour(8)) == Whole, 5000);
        Show(Hour(8)).ShouldBe(Whole);
        Hour(8)!.Revision.ShouldBe(0);
    }

    [Fact]
    public void Whole_items_of_a_part_count_at_once_but_not_a_last_value_that_may_go_on()
    {
        using var logger = gateway.Connect();
        logger.Send(Part(1, 2, "DataTime=20260701080000;a21026-Avg=35.1,a21026-Flag=N;a21002-Avg=4"));
        logger.Answer()!.ShouldContain("CN=9014");
        SpinWait.SpinUntil(() => Hour(8) is not null, 5000);
        Show(Hour(8)).ShouldBe("a21026:Avg=35.1:N");
        logger.Send(Part(2, 2, "7.5,a21002-Flag=N"));
        logger.Answer()!.ShouldContain("CN=9014");
        SpinWait.SpinUntil(() => Hour(8)!.Cells().Count == 2, 5000);
        Show(Hour(8)).ShouldBe("a21002:Avg=47.5:N a21026:Avg=35.1:N");
        Hour(8)!.Revision.ShouldBe(0);
    }

    [Fact]
    public void A_message_whose_parts_came_before_and_after_a_restart_is_joined()
    {
        var areas = Cut(Area, 3);
        using (var logger = gateway.Connect())
            foreach (var n in new[] { 2, 0 })
            {
                logger.Send(Part(n + 1, 3, areas[n]));
                logger.Answer()!.ShouldContain("CN=9014");
            }
        gateway.Settle();
        gateway.Restart();
        using (var logger = gateway.Connect())
        {
            logger.Send(Part(2, 3, areas[1]));
            logger.Answer()!.ShouldContain("CN=9014");
        }
        SpinWait.SpinUntil(() => Show(Hour(8)) == Whole, 5000);
        Show(Hour(8)).ShouldBe(Whole);
    }
}

public sealed class SqliteAssemblePartsTests() : AssemblePartsContract(postgres: false);

public sealed class PostgresAssemblePartsTests() : AssemblePartsContract(postgres: true);
