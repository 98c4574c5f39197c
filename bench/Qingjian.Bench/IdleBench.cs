using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Live;

namespace Qingjian.Bench;

/// <summary>Resident memory of a gateway that holds many loggers, each of which has sent one packet and had its answer.</summary>
internal static class IdleBench
{
    /// <param name="args">[connections]</param>
    public static int Run(string[] args)
    {
        var connections = args.Length > 1 ? IngestLoad.Int(args[1]) : 10_000;
        var folder = Directory.CreateTempSubdirectory("qj-bench");
        try
        {
            using var raw = new SqliteRawStore(folder.FullName);
            using var readings = new SqliteReadingStore(folder.FullName);
            using var gateway = IngestBench.Gateway(raw, readings, connections, new GatewayHealth());
            gateway.StartAsync(default).GetAwaiter().GetResult();
            var before = Resident();
            using var load = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
            {
                ArgumentList = { "idle-load", gateway.Port.ToString(CultureInfo.InvariantCulture), connections.ToString(CultureInfo.InvariantCulture) },
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            })!;
            var answered = IngestLoad.Int(load.StandardOutput.ReadLine()!);
            Thread.Sleep(5_000);
            var after = Resident();
            load.StandardInput.Close();
            load.WaitForExit();
            gateway.StopAsync(default).GetAwaiter().GetResult();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"idle: {answered} of {connections} connections answered and held; resident {before >> 20} MB before, {after >> 20} MB with them: {(after - before) >> 20} MB more, {(after - before) / 1024.0 / connections:0.0} KB each"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static long Resident()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
