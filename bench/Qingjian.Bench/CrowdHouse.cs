using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Host;
using Qingjian.Monitoring.Gateway;
using Qingjian.Platform.Access;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Registry.People.SignIn;
using Qingjian.Registry.Sources;
using Qingjian.Simulator.Loggers;
using Qingjian.Simulator.Plants;
using Qingjian.Vocabulary;
using Factor = Qingjian.Registry.Sources.Factor;
using Link = Qingjian.Simulator.Loggers.Link;
using Monitor = Qingjian.Registry.Sources.Monitor;

namespace Qingjian.Bench;

/// <summary>The whole program on SQLite in a folder of its own, with a crowd of registered loggers: cement kilns under GB 4915-2013 in one county.</summary>
internal sealed class CrowdHouse : IAsyncDisposable
{
    /// <summary>Names of the enterprises: this and the MN of the logger.</summary>
    public const string NamePrefix = "演示";

    private readonly string folder = Directory.CreateTempSubdirectory("qj-crowd").FullName;
    private readonly WebApplication app;

    private CrowdHouse(IReadOnlyDictionary<string, string?> settings)
    {
        app = House.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Folder"] = folder,
                ["Gateway:Port"] = "0",
                ["Gateway:Address"] = "127.0.0.1",
                ["Gateway:MostPerAddress"] = "20000",
                ["Backfill:Enabled"] = "false",
            });
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        app.Urls.Add("http://127.0.0.1:0");
    }

    /// <summary>The time of the program.</summary>
    public ShiftedClock Clock { get; } = new();
    public IServiceProvider Services => app.Services;
    public GatewayService Gateway => Services.GetRequiredService<GatewayService>();
    public IReadOnlyList<Plant> Plants { get; private set; } = [];
    public IReadOnlyList<string> OutletIds { get; private set; } = [];

    public static async Task<CrowdHouse> Open(int loggers, IReadOnlyDictionary<string, string?> settings)
    {
        var house = new CrowdHouse(settings);
        await house.app.Start();
        house.Plants = [.. Enumerable.Range(1, loggers).Select(number => Plant.OfCrowd(number, "0BE0"))];
        await house.Register();
        return house;
    }

    /// <summary>Waits until what was answered is also in the readings.</summary>
    public void Settle() => SpinWait.SpinUntil(() => Gateway.Backlog == 0, TimeSpan.FromMinutes(2));

    /// <summary>A client of the pages' interface, signed in as a new person with the post.</summary>
    public async Task<HttpClient> As(Role role)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<SignInDb>();
        var (account, person, post, secret) = (NewId.Make(), NewId.Make(), NewId.Make(), Sessions.NewSecret());
        db.Add(new Account { Id = account, UserName = account, NormalizedUserName = account.ToUpperInvariant(), PersonId = person, DisplayName = "测量" });
        db.Add(new Post { Id = post, PersonId = person, Title = "测量", Role = role, OrganisationName = "演示市生态环境局", Division = "611000", DivisionName = "演示市", Since = new DateOnly(2020, 1, 1) });
        db.Add(new Session { Hash = Sessions.HashOf(secret), AccountId = account, PostId = post, Kind = "token", Name = "bench", CreatedAt = db.Now, SeenAt = db.Now, EndsAt = db.Now.AddDays(1) });
        await db.Commit(new Act("bench.sign-in", "account", account, "测量登录"), default);
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>Sends a real-time (2011), ten-minute (2051), hour (2061) or day (2031) packet and waits for its answers.</summary>
    public static async Task<bool> Send(Link link, Uploads uploads, int command, DateTime start, double change = 1)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (command == 2011) uploads.Realtime(buffer, new DateTime(start.Ticks - start.Ticks % TimeSpan.TicksPerSecond));
        else uploads.Period(buffer, command, start, factorOfChange: change);
        var answered = true;
        foreach (var frame in Frames.Cut(buffer.WrittenMemory)) answered &= await link.SendAndWait(frame, default);
        return answered;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, true);
    }

    private async Task Register()
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<RegistryDb>();
        var password = scope.ServiceProvider.GetRequiredService<SecretBox>().Seal("123456");
        db.Add(new Organisation { Id = NewId.Make(), Division = "611000", Kind = OrganisationKind.Bureau, Name = "演示市生态环境局", ShortName = "市局", DocumentPrefix = "演环" });
        db.Add(new Organisation { Id = NewId.Make(), Division = "611002", Kind = OrganisationKind.Branch, Name = "演示市生态环境局商州分局", ShortName = "商州分局", DocumentPrefix = "演环商" });
        var outlets = new List<string>();
        foreach (var plant in Plants)
        {
            var (firm, outlet, monitor) = (NewId.Make(), NewId.Make(), NewId.Make());
            outlets.Add(outlet);
            db.Add(new Enterprise { Id = firm, Name = $"{NamePrefix}{plant.Mn}有限公司", Division = "611002", Industry = "3011", CreatedAt = db.Now });
            db.Add(new Outlet { Id = outlet, EnterpriseId = firm, Division = "611002", Code = "DA001", Name = "窑尾排气筒", Medium = Medium.Air, BuiltOn = new(2018, 1, 1) });
            db.Add(new OutletStandard { Id = NewId.Make(), OutletId = outlet, StandardNo = "GB 4915-2013", Category = "水泥窑及窑尾余热利用系统", Units = UnitAge.New, From = new(2018, 1, 1) });
            foreach (var (factor, order) in plant.Factors.Select((factor, order) => (factor, order)))
                db.Add(new Factor { Id = NewId.Make(), OutletId = outlet, Code = factor.Code, Unit = factor.Code == "a19001" ? "%" : "mg/m3", Decimals = factor.Decimals, Order = order });
            db.Add(new Monitor { Id = monitor, EnterpriseId = firm, Division = "611002", Mn = plant.Mn, Name = "数采仪", SealedPassword = password, Medium = Medium.Air, SystemType = "31", MinInterval = 10 });
            db.Add(new Binding { Id = NewId.Make(), MonitorId = monitor, OutletId = outlet, From = new(2018, 1, 1) });
        }
        OutletIds = outlets;
        await db.Commit(new Act("bench.register", "monitor", NewId.Make(), "登记测试数采仪"), default);
        await Services.GetRequiredService<IStations>().Reload(default);
    }
}
