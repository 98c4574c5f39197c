using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.Sources;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;
using Factor = Qingjian.Registry.Sources.Factor;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>A city bureau and a county branch, one enterprise with one outlet and its logger; and the way from a reading to an order.</summary>
public sealed class SupervisionScene
{
    private static long raw;

    public required HostFixture Host { get; init; }
    public required string EnterpriseId { get; init; }
    public required string OutletId { get; init; }
    public required string Mn { get; init; }

    /// <summary>A cement kiln: 30 mg/m3 of dust an hour (GB 4915-2013 table 1), converted to 10 % oxygen.</summary>
    public static Task<SupervisionScene> Kiln(HostFixture host) => Set(host, Medium.Air, "GB 4915-2013", "水泥窑及窑尾余热利用系统", ["a34013", "a21026", "a19001"]);

    /// <summary>A sewage plant of class 一级A: 50 mg/L of COD a day (GB 18918-2002).</summary>
    public static Task<SupervisionScene> SewagePlant(HostFixture host) => Set(host, Medium.Water, "GB 18918-2002", "城镇污水处理厂-一级A", ["w01018", "w00000"]);

    /// <summary>The same judged for ammonia: 5 mg/L a day above 12 °C of the water, 8 below.</summary>
    public static Task<SupervisionScene> Ammonia(HostFixture host) => Set(host, Medium.Water, "GB 18918-2002", "城镇污水处理厂-一级A", ["w21003", "w00000"]);

    /// <summary>A waste incinerator: 100 mg/m3 of carbon monoxide an hour and 80 a day (GB 18485-2014), furnace at 850 °C.</summary>
    public static Task<SupervisionScene> Incinerator(HostFixture host) => Set(host, Medium.Air, "GB 18485-2014", "生活垃圾焚烧", ["a34013", "a21002", "a21026", "a21024", "a21005", "a19001", "a01901", "a00000"]);

    private static async Task<SupervisionScene> Set(HostFixture host, Medium medium, string standard, string category, string[] factors)
    {
        host.Clock.SetBeijing(2026, 11, 18, 10);
        var mn = NewId.Make()[..24].ToUpperInvariant();
        var scene = new SupervisionScene { Host = host, EnterpriseId = NewId.Make(), OutletId = NewId.Make(), Mn = mn };
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            if (!await db.Organisations.AnyAsync(each => each.Kind == OrganisationKind.Branch))
            {
                db.Add(new Organisation { Id = NewId.Make(), Division = "611000", Kind = OrganisationKind.Bureau, Name = "演示市生态环境局", ShortName = "市局", DocumentPrefix = "演环" });
                db.Add(new Organisation { Id = NewId.Make(), Division = "611002", Kind = OrganisationKind.Branch, Name = "演示市生态环境局商州分局", ShortName = "商州分局", DocumentPrefix = "演环商" });
            }
            db.Add(new Enterprise { Id = scene.EnterpriseId, Name = $"演示{mn[..6]}有限公司", Division = "611002", Industry = "3011", CreatedAt = db.Now });
            db.Add(new Outlet { Id = scene.OutletId, EnterpriseId = scene.EnterpriseId, Division = "611002", Code = medium == Medium.Air ? "DA001" : "DW001", Name = "总排口", Medium = medium, BuiltOn = new(2018, 1, 1) });
            db.Add(new OutletStandard { Id = NewId.Make(), OutletId = scene.OutletId, StandardNo = standard, Category = category, Units = UnitAge.New, From = new(2018, 1, 1) });
            foreach (var (code, order) in factors.Select((code, at) => (code, at)))
                db.Add(new Factor { Id = NewId.Make(), OutletId = scene.OutletId, Code = code, Unit = medium == Medium.Water ? "mg/L" : code == "a19001" ? "%" : "mg/m3", Decimals = 2, Order = order });
            var monitor = new Monitor { Id = NewId.Make(), EnterpriseId = scene.EnterpriseId, Division = "611002", Mn = mn, Name = "数采仪", SealedPassword = services.GetRequiredService<SecretBox>().Seal("123456"), Medium = medium, SystemType = medium == Medium.Air ? "31" : "32" };
            db.Add(monitor);
            db.Add(new Binding { Id = NewId.Make(), MonitorId = monitor.Id, OutletId = scene.OutletId, From = new(2018, 1, 1) });
            await db.Commit(new Act("test.scene", "scene", scene.OutletId, "布置场景"), default);
            await services.GetRequiredService<IStations>().Reload(default);
            return true;
        });
        return scene;
    }

    public Task<HttpClient> Enterprise() => Host.As(Role.Enterprise, "611002", enterpriseId: EnterpriseId, name: "环保专员");

    public Task<HttpClient> Officer(string division = "611002") => Host.As(Role.SupervisionOfficer, division, name: "监管科员");

    /// <summary>Stores an hour of 2026-11-18 (Beijing) or of another day, as the gateway would. E.g. <c>a34013:Avg=30,ZsAvg=35.2;a19001:Avg=10</c>.</summary>
    public void Hour(int hour, string text, int day = 18, char flag = 'N', long? qn = null, bool suspect = false) => Store(Qingjian.Monitoring.Contract.PeriodKind.Hour, new DateTime(2026, 11, day, hour, 0, 0), text, flag, qn, suspect);

    /// <summary>Dust of a kiln in one hour, at 10 % oxygen.</summary>
    public void Dust(int hour, decimal converted, int day = 18, char flag = 'N', long? qn = null) =>
        Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg={converted},ZsAvg={converted};a21026:Avg=20,ZsAvg=20;a19001:Avg=10"), day, flag, qn);

    public void Store(Qingjian.Monitoring.Contract.PeriodKind kind, DateTime beijing, string text, char flag = 'N', long? qn = null, bool suspect = false)
    {
        var packer = new PartPacker();
        packer.Begin();
        foreach (var item in text.Split(';'))
        {
            packer.Factor(Encoding.UTF8.GetBytes(item.Split(':')[0]));
            foreach (var pair in item.Split(':')[1].Split(',')) packer.Value(Encoding.UTF8.GetBytes(pair.Split('=')[0]), Encoding.UTF8.GetBytes(pair.Split('=')[1]));
            packer.Flag(item.StartsWith("a19001", StringComparison.Ordinal) ? 'N' : flag);
            if (suspect && !item.StartsWith("a19001", StringComparison.Ordinal)) packer.Mark(FactorMarks.Suspect);
        }
        var number = Interlocked.Increment(ref raw);
        var received = Host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var store = Host.Services.GetRequiredService<IReadingStore>();
        store.Write([new IncomingReading(Mn, kind, new DateTimeOffset(beijing, TimeSpan.Zero).ToUnixTimeSeconds(), packer.End(new Origin(new RawId(number), received, qn ?? number), false))], store.Cursor, received);
    }

    /// <summary>Judges all that arrived and lets the facts be heard.</summary>
    public async Task Judge()
    {
        var judge = Host.Services.GetRequiredService<JudgeArrivals>();
        while (await judge.Step(default)) { }
        await Host.TellFacts();
        (await Host.InScope(services => services.GetRequiredService<PlatformDb>().Outbox.Where(row => row.Fault != null).Select(row => row.Fault).FirstOrDefaultAsync())).ShouldBeNull();
    }

    public async Task Run<TJob>() where TJob : IRecurring
    {
        await Host.InScope(async services => { await services.GetRequiredService<TJob>().Run(default); return true; });
        await Host.TellFacts();
    }

    public async Task<JsonElement> Orders(HttpClient client) => await client.GetFromJsonAsync<JsonElement>($"/api/orders?outletId={OutletId}&size=50");

    /// <summary>The one order of the outlet.</summary>
    public async Task<JsonElement> Order(HttpClient client)
    {
        var id = (await Orders(client)).GetProperty("items").EnumerateArray().Single().GetProperty("id").GetString();
        return await client.GetFromJsonAsync<JsonElement>($"/api/orders/{id}");
    }

    public async Task<HttpResponseMessage> Answer(HttpClient enterprise, object? marks = null, string cause = "calibration")
    {
        var order = await Order(enterprise);
        return await enterprise.PostAsJsonAsync($"/api/orders/{order.GetProperty("id").GetString()}/answer", new
        {
            version = order.GetProperty("version").GetInt64(),
            cause,
            text = "当日8时在线监测设备进行标准气校准。",
            measures = "已完成校准并恢复运行",
            marks = marks ?? Array.Empty<object>(),
            fileIds = Array.Empty<string>(),
        });
    }

    public async Task<HttpResponseMessage> Check(HttpClient officer, string act, string reason = "核对记录属实", bool acceptMarks = false)
    {
        var order = await Order(officer);
        return await officer.PostAsJsonAsync($"/api/orders/{order.GetProperty("id").GetString()}/{act}", new { version = order.GetProperty("version").GetInt64(), reason, acceptMarks });
    }

    public static string[] Kinds(JsonElement order) => [.. order.GetProperty("steps").EnumerateArray().Reverse().Select(step => step.GetProperty("kind").GetString()!)];
}
