namespace Qingjian.Host;

/// <summary>The program's own help; <c>./run --help</c> says the rest.</summary>
internal static class CommandLine
{
    public static bool Help(string[] args)
    {
        if (!args.Contains("--help") && !args.Contains("-h")) return false;
        Console.WriteLine("""
            清鉴 Qingjian

            Settings come from appsettings.json, from QINGJIAN_* variables (two underscores for a colon) and from the command line:
              --Urls=http://127.0.0.1:8080        address of the pages
              --Gateway:Port=9212                 TCP port of the HJ 212 gateway
              --Storage:Kind=Embedded|Postgres    embedded SQLite (default) or PostgreSQL
              --Storage:ConnectionString=...      for PostgreSQL
              --Storage:Folder=data               data folder
              --Storage:LawFolder=law             folder of the law files
              --Demo:Enabled=true                 seed and run the demo city
            """);
        return true;
    }
}
