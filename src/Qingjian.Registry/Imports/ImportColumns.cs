using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>列对应: shows which column of an uploaded file stands for which of the template, before anything is kept.</summary>
internal static class ImportColumns
{
    private const int Samples = 3, FirstRows = 10;

    /// <param name="KindName">Chinese name of the kind.</param>
    /// <param name="Head">Row of the headings, from 1.</param>
    /// <param name="FirstRows">The first rows of the file, for choosing another row of headings.</param>
    /// <param name="Headings">Columns of the file with what they are taken for.</param>
    /// <param name="Columns">Columns of the template.</param>
    /// <param name="Fits">Every required column is there under its own or a remembered heading, and nothing is left unread.</param>
    internal sealed record View(string KindName, int Head, IReadOnlyList<FirstRow> FirstRows, IReadOnlyList<HeadingView> Headings, IReadOnlyList<ColumnView> Columns, bool Fits);

    internal sealed record FirstRow(int Number, string Text);

    /// <param name="At">Column of the file, from 0.</param>
    /// <param name="Letters">The same as an office program names it.</param>
    /// <param name="Title">Heading.</param>
    /// <param name="Samples">First values below it.</param>
    /// <param name="Column">Column of the template, or null.</param>
    /// <param name="How">same, remembered, similar; null.</param>
    internal sealed record HeadingView(int At, string Letters, string Title, IReadOnlyList<string> Samples, string? Column, string? How);

    internal sealed record ColumnView(string Title, bool Required, string Hint);

    public static async Task<Results<Ok<View>, ProblemHttpResult>> Handle(
        string kind, IFormFile file, [Microsoft.AspNetCore.Mvc.FromForm] int? head, IEnumerable<IImportKind> kinds, RegistryDb db, CancellationToken stop)
    {
        if (kinds.FirstOrDefault(k => k.Key == kind) is not { } found) return Problems.NotFound();
        if (ImportEndpoints.May(found, db) is { } no) return no.ToProblem(403);
        if (!(await Table(file, stop)).Try(out var table, out var why)) return why.ToProblem();
        var (columns, remembered) = (found.Columns, await HeadingMemory.Of(db, kind, stop));
        if (Headings.Row(table, columns, remembered, head) is not { } row) return Refusal.Of("import-columns", $"前{FirstRows}行里没有像表头的行，请核对文件。").ToProblem();
        var known = Headings.Of(row, columns, remembered);
        var fits = known.All(h => h.Column is not null) && columns.Where(c => c.Required).All(c => known.Any(h => h.Column == c.Title));
        var below = table.Where(r => r.Number > row.Number).Take(200).ToList();
        return TypedResults.Ok(new View(found.Name, row.Number, [.. table.Take(FirstRows).Select(r => new FirstRow(r.Number, string.Join(" | ", r.Cells.Where(c => c.Length > 0).Take(6))))],
            [.. Headings.Proposed(known, columns).Select(h => new HeadingView(h.At, Heading.Letters(h.At), h.Title, [.. below.Select(r => r.Cell(h.At)).Where(c => c.Length > 0).Distinct().Take(Samples)], h.Column, h.How))],
            [.. columns.Select(c => new ColumnView(c.Title, c.Required, c.Hint))], fits));
    }

    /// <summary>The rows of an uploaded file.</summary>
    public static async Task<Outcome<IReadOnlyList<SheetRow>>> Table(IFormFile file, CancellationToken stop)
    {
        using var content = new MemoryStream();
        await file.CopyToAsync(content, stop);
        content.Position = 0;
        return SheetReader.Read(content);
    }

    /// <summary>The choices as the page sends them: [{"at":1,"column":"企业名称"}].</summary>
    public static Outcome<IReadOnlyList<HeadingChoice>> Choices(string mapping)
    {
        try
        {
            if (JsonSerializer.Deserialize<List<HeadingChoice>>(mapping, JsonSerializerOptions.Web) is { } read && read.DistinctBy(c => c.At).Count() == read.Count) return read;
        }
        catch (JsonException) { /* said below */ }
        return Refusal.OfField("import-mapping", "mapping", "列对应关系不能读取，应为[{\"at\":列序号,\"column\":\"模板列名\"}]，每列一项。");
    }
}
