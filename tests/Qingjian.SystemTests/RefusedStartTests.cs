using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;

namespace Qingjian.SystemTests;

/// <summary>A start that cannot succeed ends with one sentence that says what and what next, and its exit code; never with a stack trace.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RefusedStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("qingjian-refused-").FullName;

    [Fact]
    public async Task The_port_of_the_pages_is_taken()
    {
        using var other = Listening(out var port);
        await Refused(3, [$"http://127.0.0.1:{port}", "已被占用", "--Urls"], settings: [$"--Urls=http://127.0.0.1:{port}"]);
    }

    [Fact]
    public async Task The_port_of_the_gateway_is_taken()
    {
        using var other = Listening(out var port);
        await Refused(3, [$"网关的端口 127.0.0.1:{port} 已被占用", "--Gateway:Port"], gatewayPort: port);
    }

    [Fact]
    public async Task The_data_folder_is_read_only()
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        // Root may write everywhere, unless it is started without that one capability.
        string[]? below = Environment.UserName == "root" ? ["setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override"] : null;
        await Refused(4, [folder, "没有权限写数据目录", "--Storage:Folder"], below: below);
    }

    [Fact]
    public async Task The_store_is_locked_by_another_program()
    {
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder, "house.db")};Pooling=False");
        await other.OpenAsync();
        await using var hold = other.CreateCommand();
        hold.CommandText = "PRAGMA journal_mode=WAL; BEGIN EXCLUSIVE; CREATE TABLE mine (one INTEGER);";
        await hold.ExecuteNonQueryAsync();
        await Refused(4, ["数据库被另一个程序锁住", "数据目录"]);
    }

    [Fact]
    public async Task The_data_folder_is_in_use_by_another_house()
    {
        await using var first = HostProcess.Start(folder, HostProcess.FreePort());
        await first.Ready();
        await Refused(4, [folder, "正由另一个清鉴使用", "--Storage:Folder"]);
        first.HasExited.ShouldBeFalse(first.Said);
    }

    [Fact]
    public async Task The_disk_is_full()
    {
        // The first file the program writes stands on the device without room: it gets the system's own answer of a full disk.
        File.CreateSymbolicLink(Path.Combine(folder, "in-use"), "/dev/full");
        await Refused(4, [folder, "磁盘已满", "请腾出空间"]);
    }

    private async Task Refused(int code, string[] said, string[]? settings = null, int? gatewayPort = null, string[]? below = null)
    {
        await using var host = HostProcess.Start(folder, gatewayPort ?? HostProcess.FreePort(), settings, below);
        (await host.Ended()).ShouldBe(code, host.Said);
        var lines = host.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sentence = lines.Single(line => line.StartsWith("无法启动：", StringComparison.Ordinal));
        foreach (var words in said) sentence.ShouldContain(words);
        lines.ShouldNotContain(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal), host.Said);
    }

    private static Socket Listening(out int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return socket;
    }

    public void Dispose()
    {
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(folder, true);
    }
}
