using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>导入: template, upload, check page, take the good rows, hand the bad ones back as a file.</summary>
internal static class ImportEndpoints
{
    /// <param name="Id">Batch.</param>
    /// <param name="Kind">enterprises, outlets, monitors, limits.</param>
    /// <param name="KindName">Chinese name of the kind.</param>
    /// <param name="FileName">As uploaded.</param>
    /// <param name="Columns">Headings in order.</param>
    /// <param name="Rows">Rows not yet taken.</param>
    /// <param name="Good">Rows that can be taken.</param>
    /// <param name="Bad">Rows with faults.</param>
    /// <param name="Taken">Rows taken so far.</param>
    /// <param name="TakenAt">When; null before.</param>
    /// <param name="Strange">Headings of the file that no column answers to.</param>
    internal sealed record View(
        string Id, string Kind, string KindName, string FileName, IReadOnlyList<string> Columns, IReadOnlyList<RowView> Rows, int Good, int Bad, int Taken, DateTimeOffset? TakenAt, IReadOnlyList<string> Strange);

    internal sealed record RowView(int Number, IReadOnlyList<string> Cells, IReadOnlyList<CellRemark> Faults, IReadOnlyList<CellRemark> Notes);

    public static void Map(IEndpointRouteBuilder app)
    {
        var imports = app.MapGroup("/api/imports").WithTags("imports");
        imports.MapGet("/{kind}/template", Template).Requires(Duty.EditSources);
        imports.MapPost("/{kind}", Upload).Requires(Duty.EditSources).DisableAntiforgery();
        imports.MapPost("/{kind}/columns", ImportColumns.Handle).Requires(Duty.EditSources).DisableAntiforgery();
        imports.MapGet("/batches/{id}", Show).Requires(Duty.EditSources);
        imports.MapPost("/batches/{id}/take", Take).Requires(Duty.EditSources);
        imports.MapGet("/batches/{id}/bad", Bad).Requires(Duty.EditSources);
    }

    private static Results<FileStreamHttpResult, ProblemHttpResult> Template(string kind, IEnumerable<IImportKind> kinds)
    {
        if (kinds.FirstOrDefault(k => k.Key == kind) is not { } found) return Problems.NotFound();
        var file = TemporaryFile.Open();
        SheetTemplate.Write(file, found.Name, found.Columns);
        file.Position = 0;
        return TypedResults.File(file, XlsxBook.MediaType, $"{found.Name}导入模板.xlsx");
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> Upload(
        string kind, IFormFile file, [FromForm] int? head, [FromForm] string? mapping, IEnumerable<IImportKind> kinds, RegistryDb db, CancellationToken stop)
    {
        if (kinds.FirstOrDefault(k => k.Key == kind) is not { } found) return Problems.NotFound();
        if (May(found, db) is { } no) return no.ToProblem(403);
        if (!(await ImportColumns.Table(file, stop)).Try(out var table, out var why)) return why.ToProblem();
        var (columns, remembered) = (found.Columns, await HeadingMemory.Of(db, kind, stop));
        var row = Headings.Row(table, columns, remembered, head);
        var headings = row is null ? [] : Headings.Of(row, columns, remembered);
        if (row is not null && !string.IsNullOrWhiteSpace(mapping))
        {
            if (!ImportColumns.Choices(mapping).Try(out var choices, out why) || !Headings.Chosen(row, columns, choices).Try(out headings, out why)) return why.ToProblem();
        }
        if (!ImportTable.Read(table, row, headings, columns).Try(out var rows, out why)) return why.ToProblem();
        if (!string.IsNullOrWhiteSpace(mapping)) await HeadingMemory.Keep(db, kind, headings, stop);
        var scope = db.Caller.Division;
        var batch = new ImportBatch
        {
            Id = NewId.Make(),
            Division = scope.PadRight(6, '0'),
            PersonId = db.Caller.PersonId,
            Kind = kind,
            FileName = Path.GetFileName(file.FileName) is { Length: <= 200 } name ? name : "导入文件",
            Rows = rows,
            At = db.Now,
        };
        db.Imports.Add(batch);
        await db.Commit(new Act("import.upload", "import", batch.Id, $"上传{found.Name}导入表，{rows.Count}行"), stop);
        return TypedResults.Ok(Dress(batch, found, await found.Check(batch.Rows, stop), [.. headings.Where(h => h.Column is null).Select(h => h.Place)]));
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> Show(string id, IEnumerable<IImportKind> kinds, RegistryDb db, CancellationToken stop)
    {
        if (await Mine(id, db, stop) is not { } batch) return Problems.NotFound();
        var kind = kinds.First(k => k.Key == batch.Kind);
        return TypedResults.Ok(Dress(batch, kind, await kind.Check(batch.Rows, stop), []));
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> Take(string id, IEnumerable<IImportKind> kinds, RegistryDb db, IStations stations, LiveSignals live, CancellationToken stop)
    {
        if (await Mine(id, db, stop) is not { } batch) return Problems.NotFound();
        var kind = kinds.First(k => k.Key == batch.Kind);
        if (May(kind, db) is { } no) return no.ToProblem(403);
        var rows = await kind.Check(batch.Rows, stop);
        var left = new List<ImportRow>();
        var taken = 0;
        // Row by row: what another person registers meanwhile spoils one row, never the others.
        foreach (var row in rows)
        {
            if (row.Take is null)
            {
                left.Add(row.Row);
                continue;
            }
            db.ChangeTracker.Clear();
            try
            {
                await row.Take();
                taken++;
            }
            catch (DbUpdateException) { left.Add(row.Row); }
        }
        db.ChangeTracker.Clear();
        var kept = await db.Imports.SingleAsync(b => b.Id == id, stop);
        (kept.Rows, kept.TakenAt, kept.Taken) = (left, db.Now, kept.Taken + taken);
        await db.Commit(new Act("import.take", "import", id, $"导入{kind.Name}：收下{taken}行，退回{left.Count}行"), stop);
        await stations.Reload(stop);
        live.Raise("sources");
        return TypedResults.Ok(Dress(kept, kind, await kind.Check(left, stop), []));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Bad(string id, IEnumerable<IImportKind> kinds, RegistryDb db, CancellationToken stop)
    {
        if (await Mine(id, db, stop) is not { } batch) return Problems.NotFound();
        var kind = kinds.First(k => k.Key == batch.Kind);
        var rows = (await kind.Check(batch.Rows, stop)).Where(r => !r.IsGood).ToList();
        var file = TemporaryFile.Open();
        var columns = kind.Columns;
        // The faults stand in a last column of the template itself: mended, the same file goes up again.
        SheetTemplate.Write(file, kind.Name, [.. columns, new TemplateColumn(Headings.Faults, "此列只供查看，上传时不读。", Width: 60)], rows.Select(IReadOnlyList<SheetCell> (row) =>
            [.. row.Row.Cells.Select((cell, at) => new SheetCell(cell, row.Faults.Any(f => f.Column == at) ? CellLook.Wrong : CellLook.Plain)),
             new SheetCell(string.Join(" ", row.Faults.Select(f => f.Column < 0 ? f.Message : $"【{columns[f.Column].Title}】{f.Message}")), CellLook.Note)]));
        file.Position = 0;
        return TypedResults.File(file, XlsxBook.MediaType, $"{kind.Name}-待更正{rows.Count}行.xlsx");
    }

    private static Task<ImportBatch?> Mine(string id, RegistryDb db, CancellationToken stop)
    {
        var person = db.Caller.PersonId;
        return db.Imports.SingleOrDefaultAsync(b => b.Id == id && b.PersonId == person, stop);
    }

    // Loggers are the engineer's: who keeps sources does not register what may speak for them.
    internal static Refusal? May(IImportKind kind, RegistryDb db) =>
        kind.Key == "monitors" && !db.Caller.May(Duty.ManageMonitors) ? Refusal.Of("no-duty", $"当前岗位“{db.Caller.PostTitle}”不能登记监测设备，请由监控中心工程师导入。") : null;

    private static View Dress(ImportBatch batch, IImportKind kind, IReadOnlyList<CheckedRow> rows, IReadOnlyList<string> strange) => new(
        batch.Id, batch.Kind, kind.Name, batch.FileName, [.. kind.Columns.Select(c => c.Title)], [.. rows.Select(r => new RowView(r.Row.Number, r.Row.Cells, r.Faults, r.Notes))],
        rows.Count(r => r.IsGood), rows.Count(r => !r.IsGood), batch.Taken, batch.TakenAt, strange);
}
