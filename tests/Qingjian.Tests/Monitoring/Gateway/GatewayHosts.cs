using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Registry;
using System.Text.Json;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>Monitors registered through the interface, and loggers on the host's own gateway port. It is 2026-11-18 10:00 there.</summary>
internal static class GatewayHosts
{
    private static int number;

    public static string NextMn() => $"0A0000A8900016F0{Interlocked.Increment(ref number):X8}";

    public static object Form(string mn, string? key = null, long version = 0) => new
    {
        mn,
        name = "一号数采仪",
        password = version == 0 ? "123456" : null,
        edition = "auto",
        medium = "air",
        systemType = "31",
        crcMode = "standard",
        acceptWrongLength = false,
        acceptWrongPassword = false,
        rtdInterval = 60,
        minInterval = 10,
        dataTimeIsPeriodEnd = false,
        state = "active",
        successorId = (string?)null,
        maker = "",
        model = "",
        version,
        key,
    };

    /// <summary>An enterprise with one outlet and one logger; ids of all three and the MN.</summary>
    public static async Task<(string Enterprise, string Outlet, string Monitor, string Mn)> NewMonitor(this HostFixture host, HttpClient engineer, string? key = null, string? mn = null)
    {
        mn ??= NextMn();
        var enterprise = await engineer.NewEnterprise($"网关测试{mn[^6..]}有限公司");
        var outlet = (await engineer.PostAsJsonAsync($"/api/sources/{enterprise}/outlets", RegistryHosts.Outlet("DA001")).Done()).Id();
        var monitor = (await engineer.PostAsJsonAsync($"/api/sources/{enterprise}/monitors", new { monitor = Form(mn, key), outletId = outlet, from = "2026-01-01" }).Done()).Id();
        await host.Services.GetRequiredService<IStations>().Reload(default);
        return (enterprise, outlet, monitor, mn);
    }

    public static TestLogger Logger(this HostFixture host) => new(host.Services.GetRequiredService<GatewayService>().Port);

    /// <summary>Waits until what has been stored raw has become readings.</summary>
    public static void Settle(this HostFixture host)
    {
        var gateway = host.Services.GetRequiredService<GatewayService>();
        SpinWait.SpinUntil(() => gateway.Backlog == 0, TimeSpan.FromSeconds(20));
    }

    public static void AnswerCommandsWithin(this HostFixture host, TimeSpan time) =>
        host.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.CommandWithin = time;

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    public static async Task<JsonElement> Until(Func<Task<JsonElement>> look, Func<JsonElement, bool> good)
    {
        var until = Environment.TickCount64 + 15_000;
        while (true)
        {
            var seen = await look();
            if (good(seen) || Environment.TickCount64 > until) return seen;
            await Task.Delay(100);
        }
    }
}
