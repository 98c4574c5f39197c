using System.Text;

namespace Qingjian.Simulator.Conformance;

/// <summary>Runs all clauses against a server and writes the report as Markdown.</summary>
internal static class Report
{
    public static async Task<int> Run(string host, int port, string mn, string password, string systemType, string? file, TimeProvider clock)
    {
        var text = new StringBuilder()
            .AppendLine("# HJ 212 上位机符合性报告").AppendLine()
            .Append("- 被测服务器：").Append(host).Append(':').Append(port).AppendLine()
            .Append("- 使用的 MN：").AppendLine(mn)
            .Append("- 时间：").Append(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)).AppendLine("（北京时间）").AppendLine()
            .AppendLine("| 编号 | 依据 | 内容 | 结果 | 所见 |").AppendLine("|---|---|---|---|---|");
        var passed = 0;
        foreach (var clause in Clauses.All)
        {
            Outcome outcome;
            try
            {
                using var probe = new Probe(host, port, mn, password, systemType, clock);
                outcome = await clause.Try(probe);
            }
            catch (Exception fault) when (fault is System.Net.Sockets.SocketException or IOException) { outcome = new(false, $"连接失败：{fault.Message}"); }
            if (outcome.Passed) passed++;
            text.Append("| ").Append(clause.Id).Append(" | ").Append(clause.Source).Append(" | ").Append(clause.Title).Append(" | ").Append(outcome.Passed ? "符合" : "**不符合**").Append(" | ").Append(outcome.Seen).AppendLine(" |");
        }
        text.AppendLine().Append("符合 ").Append(passed).Append(" 项，不符合 ").Append(Clauses.All.Count - passed).AppendLine(" 项。");
        if (file is null) Console.Write(text);
        else await File.WriteAllTextAsync(file, text.ToString());
        return passed == Clauses.All.Count ? 0 : 1;
    }
}
