using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using Qingjian.Host.Demo;
using Qingjian.Matters;
using Qingjian.Monitoring;
using Qingjian.Platform;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry;

namespace Qingjian.Host;

/// <summary>Starting, and failing to start in words: one sentence and an exit code, no stack trace.</summary>
internal static class Startup
{
    /// <summary>Exit codes: 0 stopped in order, 3 address in use, 4 store unusable, 5 settings wrong, 1 anything else.</summary>
    public static async Task<int> Guard(Func<Task> run)
    {
        try { await run(); return 0; }
        // Told to stop while still starting: nothing was promised yet. A time-out is a fault and carries its own reason.
        catch (OperationCanceledException stopped) when (stopped.InnerException is not TimeoutException) { return 0; }
        catch (Exception fault) when (Explain(fault) is var (code, sentence))
        {
            await Console.Error.WriteLineAsync($"无法启动：{sentence}");
            return code;
        }
    }

    private static (int, string)? Explain(Exception fault)
    {
        for (var e = fault; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case IOException { InnerException: AddressInUseException } pages:
                    return (3, $"网页地址 {AddressIn(pages.Message)} 的端口已被占用。请停止占用它的程序，或换一个端口（./run --port，或 --Urls）。");
                case IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } gateway:
                    return (3, $"{gateway.Message}。请停止占用它的程序，或换一个端口（./run --gateway-port，或 --Gateway:Port）。");
                case SocketException { SocketErrorCode: SocketError.AccessDenied }:
                    return (3, "没有权限使用这个端口，请换用 1024 以上的端口。");
                case SqliteException { SqliteErrorCode: 5 or 6 }:
                    return (4, "数据库被另一个程序锁住。请确认没有第二个清鉴在使用同一个数据目录。");
                case SqliteException { SqliteErrorCode: 8 }:
                    return (4, "数据库是只读的。请检查数据目录的写权限。");
                case SqliteException { SqliteErrorCode: 13 }:
                    return (4, "磁盘已满。请腾出空间后再启动。");
                case SqliteException { SqliteErrorCode: 10 }:
                    return (4, $"读写数据库时磁盘出错（{e.Message}）。请检查数据目录所在的磁盘是否已满或有故障。");
                case SqliteException { SqliteErrorCode: 11 or 26 }:
                    return (4, "数据库文件损坏或不是数据库。请从备份恢复，不要删除原文件。");
                case SqliteException { SqliteErrorCode: 14 }:
                    return (4, "打不开数据库文件。请检查数据目录是否存在、是否可写。");
                case NpgsqlException:
                    return (4, $"连不上 PostgreSQL：{e.Message}");
                case UnauthorizedAccessException:
                    return (4, $"没有权限：{e.Message}");
                case NetworkDiskException or DataFolderException:
                    return (4, e.Message);
                case IOException io when (io.HResult & 0xFFFF) == 28:
                    return (4, "磁盘已满。请腾出空间后再启动。");
                case IOException io when (io.HResult & 0xFFFF) == 30:
                    return (4, "数据目录所在的磁盘是只读的。请检查磁盘的挂载方式。");
                case OptionsValidationException wrong:
                    return (5, $"设置不对：{string.Join("；", wrong.Failures)}");
            }
        }
        return null;
    }

    // Kestrel names the address in its own English sentence.
    private static string AddressIn(string message) =>
        message.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "";

    /// <summary>Migrates, checks that each endpoint says who may call it, then opens the ports.</summary>
    public static async Task Start(this WebApplication app)
    {
        CheckEndpoints(app);
        if (!Background.Wanted)
        {
            // The build only reads the interface: no data, no ports of ours.
            await app.StartAsync();
            return;
        }
        var house = app.Services.GetRequiredService<HouseStore>();
        if (house.Kind == StorageKind.Embedded) LocalDisk.Demand(house.Folder);
        house.Hold();
        await house.Prove(CancellationToken.None);
        await app.Services.GetRequiredService<Migrations>().Run(CancellationToken.None);
        await app.Services.RecallRules(CancellationToken.None);
        await app.Services.RecallCalendar(CancellationToken.None);
        var demo = app.Configuration.GetSection("Demo").Get<DemoOptions>() ?? new DemoOptions();
        if (demo.Enabled) await app.Services.SeedDemoCity(Path.Combine(app.Environment.ContentRootPath, demo.City), CancellationToken.None);
        if (demo.Enabled) await app.Services.SeedDemoMeters(Path.Combine(app.Environment.ContentRootPath, demo.City), CancellationToken.None);
        if (demo.Enabled) await app.Services.SeedDutyRoster("611000", CancellationToken.None);
        if (demo.Enabled) await app.Services.SeedAlarmConditions("611000", CancellationToken.None);
        await StartOrEnd(app);
        if (!demo.Enabled && await app.Services.FirstAdministratorCode() is { } code)
            Console.WriteLine($"首次使用：请打开 {app.Urls.First()}/setup?code={code} 创建首个安全管理员（链接只能用一次）。");
    }

    // What did start is ended in order: thrown away while it runs, it would cry out beside the one reason that is to be said.
    private static async Task StartOrEnd(WebApplication app)
    {
        try { await app.StartAsync(); }
        catch
        {
            // The scheduler waits for a start that never comes: it is not waited for.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            try { await app.StopAsync(limit.Token); }
            catch (Exception second) { app.Logger.LogDebug(second, "Ending after a failed start."); }
            throw;
        }
    }

    private static void CheckEndpoints(WebApplication app)
    {
        var mute = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<AccessRule>() is null).Select(e => e.DisplayName).ToList();
        if (mute.Count > 0) throw new InvalidOperationException($"Endpoints that do not say who may call them: {string.Join(", ", mute)}");
    }
}
