using System.Buffers;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.Plants;
using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;

namespace Qingjian.SystemTests;

/// <summary>The whole house from outside: a packet over TCP becomes a verdict, an order, an answer and a clue, seen over HTTP alone.</summary>
public sealed class MainLineTests
{
    // The kiln of the enterprise whose account is qiye2.
    private const string Kiln = "010000A8900016F061100601";
    private const string EnterpriseName = "演示山阳同济水泥有限公司";

    [Fact]
    public async Task An_hour_over_the_limit_becomes_a_clue()
    {
        using var folder = await DemoFolder.Make();
        await using var host = HostProcess.Start(folder.Path, HostProcess.FreePort(), ["--Demo:Enabled=true"]);
        await host.Ready();
        await SendHourOverTheLimit(host.GatewayPort);

        using var officer = await Desk.Of("jianguan", host);
        var verdict = await officer.Await("/api/verdicts?factor=a21002", row => IsKiln(row) && Text(row, "outcome") == "exceeded", "the hour is judged exceeded");
        ((decimal)verdict["value"]!).ShouldBeGreaterThan(500m);
        Text(verdict, "sentence").ShouldContain("氮氧化物");

        var order = await officer.Await("/api/orders?factor=a21002", row => IsKiln(row), "an order for the verdict");
        Text(order, "state").ShouldBe("issued");
        var id = Text(order, "id");

        using var enterprise = await Desk.Of("qiye3", host);
        await enterprise.Await("/api/orders", row => Text(row, "id") == id, "the order is delivered to the enterprise");
        await enterprise.Post($"/api/orders/{id}/answer", new
        {
            version = await Version(enterprise, id),
            cause = "treatment-fault",
            text = "脱硝喷枪堵塞，氨水流量下降，一小时后恢复。",
            measures = "已更换喷枪并加密巡检。",
            marks = Array.Empty<object>(),
            fileIds = Array.Empty<string>(),
        });
        (await officer.Await("/api/orders?factor=a21002", row => Text(row, "id") == id && Text(row, "state") == "answered", "the answer has arrived")).ShouldNotBeNull();

        await officer.Post($"/api/orders/{id}/uphold", new { version = await Version(officer, id), reason = "数据有效，治理设施故障期间仍须达标，核实为超标。", acceptMarks = false });
        var clue = await officer.Await("/api/clues", row => Text(row, "orderNumber") == Text(order, "number"), "a clue from the upheld order");
        Text(clue, "target").ShouldBe(EnterpriseName);
        (await host.Stop()).ShouldBe(0, host.Said);
    }

    private static async Task SendHourOverTheLimit(int port)
    {
        var plant = Checkout.Plants.First(each => each.Mn == Kiln);
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime;
        // The newest whole hour in which the logger neither calibrates nor is out of order.
        var hour = now.Date.AddHours(now.Hour - 1);
        while (Script.Flag(plant, hour) != 'N') hour = hour.AddHours(-1);
        var frames = new ArrayBufferWriter<byte>();
        new Uploads(plant, place: 0).Period(frames, 2061, hour, factorOfChange: 5);
        await using var link = await Link.Open("127.0.0.1", port, onRequest: null, CancellationToken.None);
        foreach (var frame in Frames.Cut(frames.WrittenMemory)) (await link.SendAndWait(frame, CancellationToken.None)).ShouldBeTrue("the hour is answered");
    }

    private static bool IsKiln(System.Text.Json.Nodes.JsonNode row) => Text(row, "enterpriseName") == EnterpriseName;

    private static string Text(System.Text.Json.Nodes.JsonNode row, string name) => row[name]?.ToString() ?? "";

    private static async Task<long> Version(Desk desk, string order)
    {
        var read = await desk.Get($"/api/orders/{order}");
        return (long)read["version"]!;
    }
}
