using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Qingjian.SystemTests.Running;

/// <summary>The real program as a process of its own, on free loopback ports.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private HostProcess(Process process, int gatewayPort, int httpPort)
    {
        (this.process, GatewayPort, HttpPort) = (process, gatewayPort, httpPort);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int GatewayPort { get; }
    public int HttpPort { get; }
    public bool HasExited => process.HasExited;

    /// <summary>The last things it wrote.</summary>
    public string Said
    {
        get { lock (said) return said.ToString(); }
    }

    /// <summary>Process id of the program itself, also when it runs below a tracer.</summary>
    public int Pid { get; private set; }

    /// <summary>Starts the program; it may not be ready yet.</summary>
    /// <param name="folder">Data folder.</param>
    /// <param name="gatewayPort">TCP port of the gateway.</param>
    /// <param name="settings">Further settings, <c>--Name=value</c>.</param>
    /// <param name="below">A command the program is started under, e.g. a tracer with its options.</param>
    public static HostProcess Start(string folder, int gatewayPort, IEnumerable<string>? settings = null, IReadOnlyList<string>? below = null)
    {
        var httpPort = FreePort();
        string[] command =
        [
            .. below ?? [], Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Checkout.Program,
            $"--Urls=http://127.0.0.1:{httpPort}", "--Gateway:Address=127.0.0.1", $"--Gateway:Port={gatewayPort}", $"--Storage:Folder={folder}",
            $"--Storage:LawFolder={Path.Combine(Checkout.Root, "law")}", "--SignIn:PasswordRounds=1000", "--Logging:LogLevel:Default=Warning", .. settings ?? [],
        ];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        var host = new HostProcess(Process.Start(start)!, gatewayPort, httpPort);
        host.Pid = below is null ? host.process.Id : 0;
        return host;
    }

    /// <summary>A port nobody listens on now.</summary>
    public static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Waits until the gateway takes connections; the program may still be starting.</summary>
    public Task GatewayOpen() => Open(GatewayPort);

    /// <summary>Waits until it is all there: the pages are served after everything else has started.</summary>
    public async Task Ready()
    {
        await GatewayOpen();
        await Open(HttpPort);
    }

    private Task Open(int port) => Patience.Until(async () =>
    {
        if (process.HasExited) throw new InvalidOperationException($"The program ended with {process.ExitCode}: {Said}");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { await socket.ConnectAsync(IPAddress.Loopback, port); }
        catch (SocketException) { return false; }
        if (Pid == 0) Pid = int.Parse(File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ')[0], CultureInfo.InvariantCulture);
        return true;
    }, $"port {port} is open", () => Said);

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Exit code.</returns>
    public async Task<int> Ended()
    {
        using var limit = new CancellationTokenSource(Patience.Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>kill -9: no goodbye, no flush.</summary>
    public async Task Kill()
    {
        // Below a tracer the program is a child; alone it is killed at once, without looking for any.
        process.Kill(entireProcessTree: Pid != process.Id);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and waits for the orderly end.</summary>
    /// <returns>Exit code.</returns>
    public async Task<int> Stop()
    {
        using (var term = Process.Start("kill", ["-TERM", Pid.ToString(CultureInfo.InvariantCulture)])) await term.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience.Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Open sockets of the program.</summary>
    public int Sockets() => Directory.EnumerateFiles($"/proc/{Pid}/fd").Count(handle =>
    {
        try { return new FileInfo(handle).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true; }
        catch (IOException) { return false; }
    });

    /// <summary>Resident memory of the program in bytes.</summary>
    public long ResidentBytes() => 1024 * long.Parse(
        File.ReadLines($"/proc/{Pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private void Hear(string? line)
    {
        lock (said)
        {
            if (said.Length > 20_000) said.Remove(0, 10_000);
            said.AppendLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }
}
