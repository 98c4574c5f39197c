using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Law;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>The register of clues.</summary>
internal static class ListClues
{
    /// <param name="Element">water, air …</param>
    /// <param name="Source">Main source code.</param>
    /// <param name="Overdue">Only those whose filing clock has run out.</param>
    internal sealed record Filter(string? Element = null, string? Source = null, bool Overdue = false, string? EnterpriseId = null);

    internal sealed record Row(
        string Id, string Number, string ThreadId, ClueState State, string SourceCode, string? SourceSubcode, string Source, string? EnterpriseId, string Target, string Division,
        string Place, string Element, string ElementName, string Content, DateTimeOffset FoundAt, DateTimeOffset RegisteredAt, string RegisteredByName, string? HandlerName,
        DateOnly FilingFrom, DateOnly? FilingWarn, DateOnly? FilingDue, bool FilingExtended, DateOnly? FilingDone, string? OrderNumber, string? TaskId, string? CaseId);

    private static readonly Orders<Clue> Orders = new("-registeredAt")
    {
        ["registeredAt"] = c => c.RegisteredAt,
        ["foundAt"] = c => c.FoundAt,
        ["filingDue"] = c => c.FilingDue,
        ["number"] = c => c.Number,
        ["target"] = c => c.Target,
    };

    private static readonly Tabs<Clue, ClueState> Tabs = new(c => c.State);

    private static readonly Expression<Func<Clue, Row>> View = c => new Row(
        c.Id, c.Number, c.ThreadId, c.State, c.SourceCode, c.SourceSubcode, "", c.EnterpriseId, c.Target, c.Division, c.Place, c.Element, "", c.Content, c.FoundAt, c.RegisteredAt,
        c.RegisteredByName, c.HandlerName, c.FilingFrom, c.FilingWarn, c.FilingDue, c.FilingExtended, c.FilingDone, c.OrderNumber, c.TaskId, c.CaseId);

    public static void Map(RouteGroupBuilder clues)
    {
        clues.MapGet("/", Handle).Requires(Duty.ReadClues);
        clues.MapGet("/sources", Sources).Requires(Duty.ReadClues);
    }

    private static Ok<ClueSources> Sources(MattersLaw law, TimeProvider clock) => TypedResults.Ok(law.Sources(BeijingTime.DayOf(clock.GetUtcNow())));

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, [AsParameters] Filter filter, MattersDb db, MattersLaw law, CancellationToken stop) =>
        TypedResults.Ok((await Rows(db, query, filter).ToPage(query, Orders, Tabs, View, stop)).As(r => Named(r, law)));

    /// <summary>All rows of a filter with its state, newest first, for export.</summary>
    public static async Task<IReadOnlyList<Row>> All(MattersDb db, MattersLaw law, ListQuery query, Filter filter, CancellationToken stop) =>
        [.. (await Rows(db, query, filter).ToAll(query, Orders, Tabs, View, stop)).Select(r => Named(r, law))];

    private static IQueryable<Clue> Rows(MattersDb db, ListQuery query, Filter filter)
    {
        var rows = db.Clues.AsNoTracking()
            .Saying(query, c => c.Number, c => c.Target, c => c.Content, c => c.OrderNumber)
            .In(query.Division)
            .Between(query, c => c.RegisteredAt)
            .Being(c => c.Element, filter.Element).Being(c => c.SourceCode, filter.Source).Being(c => c.EnterpriseId, filter.EnterpriseId);
        if (filter.Overdue)
        {
            var today = BeijingTime.DayOf(db.Now);
            rows = rows.Where(c => c.FilingDone == null && c.FilingDue != null && c.FilingDue < today && CluePath.Open.Contains(c.State));
        }
        return rows;
    }

    private static Row Named(Row row, MattersLaw law)
    {
        var sources = law.Sources(row.FilingFrom);
        return row with { Source = sources.Words(row.SourceCode, row.SourceSubcode), ElementName = sources.Element(row.Element) };
    }

    /// <summary>The state as the interface writes it.</summary>
    internal static string Word(Enum state)
    {
        var name = state.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
