using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Host;
using Qingjian.Platform.Access;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Storage;
using Qingjian.Registry.People.SignIn;
using Xunit;

namespace Qingjian.Tests.Fixtures;

/// <summary>The real host on a free port with an empty store of its own. Derive nothing: use <see cref="SqliteHost"/> and <see cref="PostgresHost"/> as class fixtures of a shared abstract test class.</summary>
public abstract class HostFixture(StorageKind kind) : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"qingjian-test-{Guid.NewGuid():N}");
    private WebApplication app = null!;
    private string? database;

    /// <summary>2026-11-18 10:00 Beijing, a Wednesday, until the test sets it.</summary>
    public SettableClock Clock { get; } = new(new DateTimeOffset(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(8)));

    public IServiceProvider Services => app.Services;
    public Uri Address { get; private set; } = null!;
    public string Folder => folder;

    /// <summary>More settings for this host, e.g. gateway port 0.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings => [];

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        ActObserver.Hosts.Add(GetType());
        if (kind == StorageKind.Postgres) database = PostgresServer.NewDatabase();
        await Start();
    }

    /// <summary>Ends the program and starts it again on the same store. Clients made before are of no use after.</summary>
    public async Task Restart()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Start();
    }

    private async Task Start()
    {
        app = House.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:Kind"] = kind.ToString(),
                ["Storage:Folder"] = folder,
                ["Storage:LawFolder"] = Path.Combine(Repository, "law"),
                ["Storage:ConnectionString"] = database,
                ["SignIn:PasswordRounds"] = "1000",
                ["Gateway:Port"] = "0",
                // A job that runs by itself at a moment of its own would race the test; tests run the jobs they are about.
                ["Schedule:Enabled"] = "false",
                // Tests that want loggers to be asked for missing data ask themselves.
                ["Backfill:Enabled"] = "false",
                ["Urls"] = "http://127.0.0.1:0",
            });
            builder.Configuration.AddInMemoryCollection(Settings);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            builder.Services.AddSingleton<EndpointDataSource>(_ => CompiledEndpoints.Share(app));
            builder.Services.AddSingleton<IStartupFilter>(ActObserver.Start());
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        CompiledEndpoints.Share(app);
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        await app.Start();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try { Directory.Delete(folder, true); }
        catch (IOException) { /* a log file still closing is no failure of the test */ }
    }

    /// <summary>Root of the checkout.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Qingjian.slnx"))) at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("Not in a checkout.");
        return at;
    }

    /// <summary>A client signed in as a new person in a post. Division is a full code, e.g. 611002.</summary>
    public async Task<HttpClient> As(Role role, string division = "611000", string? enterpriseId = null, string? name = null, string? personId = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<SignInDb>();
        var person = personId ?? NewId.Make();
        var account = new Account
        {
            Id = NewId.Make(),
            UserName = NewId.Make(),
            PersonId = person,
            DisplayName = name ?? role.ToString(),
            LockoutEnabled = true,
        };
        account.NormalizedUserName = account.UserName.ToUpperInvariant();
        var post = new Post
        {
            Id = NewId.Make(),
            PersonId = person,
            Title = role.ToString(),
            Role = role,
            OrganisationName = "演示市生态环境局",
            Division = division,
            DivisionName = division,
            EnterpriseId = enterpriseId,
            Since = new DateOnly(2020, 1, 1),
        };
        var secret = Sessions.NewSecret();
        db.Add(account);
        db.Add(post);
        db.Add(new Session
        {
            Hash = Sessions.HashOf(secret),
            AccountId = account.Id,
            PostId = post.Id,
            Kind = "token",
            Name = "test",
            CreatedAt = Clock.GetUtcNow(),
            SeenAt = Clock.GetUtcNow(),
            EndsAt = DateTimeOffset.MaxValue.AddYears(-1),
        });
        await db.Commit(new Act("test.sign-in", "account", account.Id, "测试登录"), default);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>A client that is not signed in but marks its writes as the pages do.</summary>
    public HttpClient Anonymous()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Requested-With", "qingjian");
        return client;
    }

    /// <summary>Runs something with services of a scope, as the system.</summary>
    public async Task<T> InScope<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        return await work(scope.ServiceProvider);
    }

    /// <summary>Tells all pending facts now, until none is left.</summary>
    public async Task TellFacts()
    {
        while (await app.Services.GetRequiredService<Dispatcher>().TellPending(default) > 0) { }
    }
}

public sealed class SqliteHost() : HostFixture(StorageKind.Embedded);

public sealed class PostgresHost() : HostFixture(StorageKind.Postgres);
