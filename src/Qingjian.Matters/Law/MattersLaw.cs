using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Law;

/// <summary>The law tables that only this room reads: sources of clues, limits of task steps, checklists. Read once at start; a broken file stops the start.</summary>
internal sealed class MattersLaw
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly List<Version<ClueSources>> sources;
    private readonly List<Version<TaskSteps>> steps;
    private readonly List<Version<Checklist>> checklists;

    public MattersLaw(IOptions<HouseOptions> house)
    {
        var folder = house.Value.LawFolder;
        if (!Directory.Exists(folder)) folder = Path.Combine(AppContext.BaseDirectory, "law");
        sources = Read<ClueSources>(folder, "clue-sources");
        steps = Read<TaskSteps>(folder, "task-steps");
        checklists = Read<Checklist>(folder, "checklists");
    }

    /// <summary>The codes a clue registered on a day may carry.</summary>
    public ClueSources Sources(DateOnly day) => On(sources, day).Body;

    /// <summary>The limits of task steps that begin on a day, with the digest of their file.</summary>
    public Version<TaskSteps> Steps(DateOnly day) => On(steps, day);

    /// <summary>The checklists in force on a day.</summary>
    public IReadOnlyList<Version<Checklist>> Checklists(DateOnly day) =>
        [.. checklists.Where(c => c.From <= day && (c.Until is null || day <= c.Until)).GroupBy(c => c.Body.Id).Select(g => g.MaxBy(c => c.From)!).OrderBy(c => c.Body.Id, StringComparer.Ordinal)];

    /// <summary>The checklist for an industry (class of GB/T 4754) on a day; null where there is none.</summary>
    public Version<Checklist>? ChecklistFor(string industry, DateOnly day) =>
        Checklists(day).FirstOrDefault(c => c.Body.Industries.Any(code => industry.StartsWith(code, StringComparison.Ordinal)));

    private static Version<T> On<T>(List<Version<T>> versions, DateOnly day) =>
        versions.Where(v => v.From <= day).MaxBy(v => v.From) ?? versions.MinBy(v => v.From)!;

    private static List<Version<T>> Read<T>(string folder, string kind)
    {
        var path = Path.Combine(folder, kind);
        if (!Directory.Exists(path)) throw new InvalidOperationException($"法规数据缺少目录 {kind}（在 {folder} 下），请补齐后再启动。");
        var versions = new List<Version<T>>();
        foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                var bytes = File.ReadAllBytes(file);
                var head = JsonSerializer.Deserialize<Head>(bytes, Reading)!;
                var body = JsonSerializer.Deserialize<T>(bytes, Reading)!;
                versions.Add(new(head.InForceFrom, head.InForceUntil, head.Title, head.Document, head.Trust, Convert.ToHexStringLower(SHA256.HashData(bytes)), body));
            }
            catch (JsonException fault) { throw new InvalidOperationException($"规则文件 {Path.GetRelativePath(folder, file)} 读不懂：{fault.Message}", fault); }
        }
        return versions.Count > 0 ? versions : throw new InvalidOperationException($"法规数据目录 {kind} 是空的（在 {folder} 下），请补齐后再启动。");
    }

    private sealed record Head(DateOnly InForceFrom, DateOnly? InForceUntil, string Title, string Document, string Trust);
}

/// <summary>One version of a law table.</summary>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day, or null.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Document">Where it comes from.</param>
/// <param name="Trust">text, second-hand or memory.</param>
/// <param name="Sha256">Digest of the file.</param>
/// <param name="Body">Its rows.</param>
internal sealed record Version<T>(DateOnly From, DateOnly? Until, string Title, string Document, string Trust, string Sha256, T Body);
