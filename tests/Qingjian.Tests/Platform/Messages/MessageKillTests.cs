using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Platform.EvidenceLog;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Messages;

/// <summary>The real program, killed between the commit of an act and the sending of its message.</summary>
public sealed class MessageKillTests : IDisposable
{
    private readonly EvidenceHouse house = new(StorageKind.Embedded);

    public void Dispose() => house.Dispose();

    [Fact]
    public async Task A_kill_between_commit_and_sending_loses_nothing()
    {
        var port = WebReceiver.FreePort();
        await house.Start(run: false);
        await house.InScope(async db =>
        {
            db.Channels.Add(new MessageChannel { Id = "c1", Kind = ChannelKind.WeCom, Name = "群", Enabled = true, Settings = new(Url: $"http://127.0.0.1:{port}/robot"), ChangedBy = "测试" });
            db.Subscriptions.Add(new MessageSubscription { Id = "s1", ChannelId = "c1", Level = "group", Division = "6110", Contact = "群", Address = "", LeastLevel = "" });
            await db.Commit(new Act("test.notice", "order", "1", "测试").Tell(new OutsideNotice("order.issued", "red", "督-1", "611002", null, [])), default);
            return 0;
        });
        // Gone right after the commit: nobody has heard the fact yet.
        await house.Stop(crash: true);

        using (var program = Start())
        {
            await Until(program, () => Task.FromResult(Attempts() > 0));
            program.Kill();
            await program.WaitForExitAsync();
        }

        using var web = new WebReceiver(port);
        using (var program = Start())
        {
            await Until(program, () => Task.FromResult(!web.Calls.IsEmpty));
            program.Kill();
            await program.WaitForExitAsync();
        }
        web.Calls.Select(call => call.Body).Distinct().ShouldHaveSingleItem().ShouldContain("督-1");
    }

    private long Attempts()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Folder, "house.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COALESCE(MAX(attempts), 0) FROM platform_outside_message WHERE fault IS NOT NULL";
        return (long)command.ExecuteScalar()!;
    }

    private static async Task Until(Process program, Func<Task<bool>> reached)
    {
        var begun = Stopwatch.StartNew();
        while (!await reached())
        {
            program.HasExited.ShouldBeFalse("the program ended by itself");
            begun.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
            await Task.Delay(100);
        }
    }

    private Process Start()
    {
        string[] settings = [.. house.Settings.Where(s => s.Value is not null).Select(s => $"--{s.Key}={s.Value}")];
        return Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Qingjian.Host.dll"), .. settings, "--Urls=http://127.0.0.1:0", "--Gateway:Port=0", "--Messages:RetrySeconds:0=1", "--Logging:LogLevel:Default=Error"]))!;
    }
}
