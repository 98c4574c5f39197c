using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Registry.Imports;

/// <summary>A heading of a bureau's own lists and the column of the template it stands for: chosen once, remembered for the next upload.</summary>
internal sealed class ImportHeading : IScoped
{
    public required string Id { get; init; }
    public required string Division { get; init; }
    public required string Kind { get; init; }
    public required string Heading { get; init; }
    public required string Column { get; set; }
    public required string PersonId { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>What a bureau chose before.</summary>
internal static class HeadingMemory
{
    /// <summary>Headings of a kind of table with their columns, of the caller's own bureau.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Of(RegistryDb db, string kind, CancellationToken stop)
    {
        var own = Own(db);
        return await db.Headings.AsNoTracking().Where(h => h.Division == own && h.Kind == kind).ToDictionaryAsync(h => h.Heading, h => h.Column, stop);
    }

    /// <summary>Keeps what was chosen; a heading that is now left out is forgotten. Written with the commit of the upload.</summary>
    public static async Task Keep(RegistryDb db, string kind, IReadOnlyList<Heading> headings, CancellationToken stop)
    {
        var own = Own(db);
        var known = await db.Headings.Where(h => h.Division == own && h.Kind == kind).ToDictionaryAsync(h => h.Heading, stop);
        foreach (var heading in headings.DistinctBy(h => h.Title))
        {
            var before = known.GetValueOrDefault(heading.Title);
            if (heading.Column is null || heading.Column == heading.Title)
            {
                if (before is not null) db.Headings.Remove(before);
            }
            else if (before is null)
                db.Headings.Add(new() { Id = NewId.Make(), Division = own, Kind = kind, Heading = heading.Title, Column = heading.Column, PersonId = db.Caller.PersonId, At = db.Now });
            else if (before.Column != heading.Column)
                (before.Column, before.PersonId, before.At) = (heading.Column, db.Caller.PersonId, db.Now);
        }
    }

    private static string Own(RegistryDb db) => db.Caller.Division.PadRight(6, '0');
}
