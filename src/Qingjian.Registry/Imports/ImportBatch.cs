using Qingjian.Platform.Storage;

namespace Qingjian.Registry.Imports;

/// <summary>An uploaded table, kept as it came so that it can be checked again when it is taken. Seen by the person who sent it.</summary>
internal sealed class ImportBatch : IScoped, IVersioned
{
    public required string Id { get; init; }
    public required string Division { get; init; }
    public required string PersonId { get; init; }
    public required string Kind { get; init; }
    public required string FileName { get; init; }
    /// <summary>Rows that are still to be taken, in the columns of the template.</summary>
    public required IReadOnlyList<ImportRow> Rows { get; set; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? TakenAt { get; set; }
    public int Taken { get; set; }
    public long Version { get; set; }
}

/// <summary>A row of the file, its cells in the order of the template's columns.</summary>
/// <param name="Number">Row number in the file, from 1.</param>
/// <param name="Cells">Texts.</param>
internal sealed record ImportRow(int Number, IReadOnlyList<string> Cells);
