namespace Qingjian.SystemTests.Running;

/// <summary>A data folder of its own with the demo city in it. The city is seeded once and then copied.</summary>
internal sealed class DemoFolder : IDisposable
{
    private static readonly Lazy<Task<string>> Seeded = new(Seed);

    private DemoFolder(string path) => Path = path;

    public string Path { get; }

    public static async Task<DemoFolder> Make()
    {
        var from = await Seeded.Value;
        var to = New();
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new DemoFolder(to);
    }

    private static string New() => Directory.CreateTempSubdirectory("qingjian-system-").FullName;

    private static async Task<string> Seed()
    {
        var folder = New();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, true);
        await using var host = HostProcess.Start(folder, HostProcess.FreePort(), ["--Demo:Enabled=true"]);
        await host.Ready();
        if (await host.Stop() is not 0 and var code) throw new InvalidOperationException($"The program ended with {code} after seeding: {host.Said}");
        return folder;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path, true);
    }
}
