using Qingjian.Judgement;

namespace Qingjian.Matters.Calendar;

/// <summary>One loading of a working calendar year by an administrator. Never changed: the latest loading of a year holds.</summary>
internal sealed class CalendarYearRow
{
    public required string Id { get; init; }
    public int Year { get; init; }
    /// <summary>True when no notice of the State Council stands behind it: dates on it are marked 暂定.</summary>
    public bool Provisional { get; init; }
    /// <summary>The notice, or how the provisional year was made.</summary>
    public required string Document { get; init; }
    /// <summary>The law file as it is read, JSON.</summary>
    public required string Text { get; init; }
    public required string Sha256 { get; init; }
    public required List<MovedDeadline> Moved { get; init; }
    public required string LoadedBy { get; init; }
    public required string LoadedByName { get; init; }
    public DateTimeOffset LoadedAt { get; init; }

    public LawFile File => new(CalendarText.PathOf(Year), System.Text.Encoding.UTF8.GetBytes(Text));
}

/// <summary>A deadline that a loading moved.</summary>
/// <param name="OwnerType">case or clue.</param>
/// <param name="OwnerId">Id of the owner.</param>
/// <param name="Owner">Its number or title.</param>
/// <param name="Name">What must be done.</param>
/// <param name="Was">The day before, in words.</param>
/// <param name="Now">The day after, in words.</param>
internal sealed record MovedDeadline(string OwnerType, string OwnerId, string Owner, string Name, string Was, string Now);
