namespace Qingjian.Monitoring.Readings;

internal enum Merged
{
    /// <summary>The reading was not there.</summary>
    New,
    /// <summary>Everything was there with the same values.</summary>
    Repeat,
    /// <summary>The very packet was applied before: after a restart the work since the last cursor is done again.</summary>
    Replay,
    /// <summary>Further factors of the same period, as in a split packet.</summary>
    Extended,
    /// <summary>Some value changed; the earlier one is kept as a revision.</summary>
    Revised,
    /// <summary>An older packet than the one that counts: kept as a revision, nothing current changed.</summary>
    Superseded,
}

/// <param name="Current">The parts that now count, null when the row stays as it is.</param>
/// <param name="Earlier">What goes to the revisions; empty when nothing does.</param>
/// <param name="ChangedCodes">Factors whose current value changed.</param>
internal sealed record MergeResult(Merged Outcome, IReadOnlyList<Part>? Current, IReadOnlyList<Part> Earlier, IReadOnlyList<string> ChangedCodes);

/// <summary>What a further packet of the same (logger, kind, period) does to a reading (rulings M14, M15). Revisions are ordered by QN,
/// then by arrival; equal values only move the QN forward; a late old packet never becomes current.</summary>
internal static class MergeReading
{
    /// <param name="revisions">Earlier revisions of this reading, asked for only when an older packet disagrees.</param>
    public static MergeResult Merge(IReadOnlyList<Part> current, in Part incoming, Func<IReadOnlyList<Part>> revisions)
    {
        var cells = PackedParts.Unpack(current);
        var arriving = PackedParts.Unpack([incoming]);
        if (IsReplay(cells, arriving)) return new(Merged.Replay, null, [], []);

        var earlier = new List<Cell>();
        var changed = new List<string>();
        var (added, moved) = (false, false);
        List<Cell>? superseded = null;
        foreach (var cell in arriving)
        {
            var at = cells.FindIndex(known => known.Code == cell.Code && known.Overlaps(cell));
            if (at < 0)
            {
                // A value of another field may stand under the same code; a factor without values adds nothing to one that has some.
                if (cell.Values.Count == 0 && cells.Exists(known => known.Code == cell.Code)) continue;
                cells.Add(cell);
                added = true;
            }
            else if (cells[at].SameAs(cell))
            {
                if (!cell.Origin.IsLaterThan(cells[at].Origin)) continue;
                cells[at] = cells[at] with { Origin = cells[at].Origin with { QnTime = cell.Origin.QnTime } };
                moved = true;
            }
            else if (cell.Origin.IsLaterThan(cells[at].Origin))
            {
                earlier.Add(cells[at]);
                cells[at] = cell;
                changed.Add(cell.Code);
            }
            else
            {
                superseded ??= PackedParts.Unpack(revisions());
                if (superseded.Exists(old => old.Code == cell.Code && old.SameAs(cell) && cell.Origin.QnTime <= old.Origin.QnTime)) continue;
                earlier.Add(cell);
            }
        }

        var outcome = changed.Count > 0 ? Merged.Revised
            : added ? Merged.Extended
            : earlier.Count > 0 ? Merged.Superseded
            : Merged.Repeat;
        return new(outcome, added || moved || changed.Count > 0 ? Pack(cells) : null, Pack(earlier), changed);
    }

    // The very packet was applied before, and brings nothing new. (The rest of a split packet comes under the number of a part that is
    // there already, and brings factors that are not.)
    private static bool IsReplay(List<Cell> cells, List<Cell> arriving) => arriving.Count > 0
        && cells.Exists(known => known.Origin.Raw == arriving[0].Origin.Raw)
        && arriving.TrueForAll(cell => cells.Exists(known => known.Code == cell.Code && (cell.Values.Count == 0 || known.Overlaps(cell))));

    private static List<Part> Pack(List<Cell> cells)
    {
        var parts = new List<Part>();
        var packer = new PartPacker();
        foreach (var group in cells.GroupBy(cell => (cell.Origin, cell.Late)))
        {
            packer.Begin();
            foreach (var cell in group) packer.Cell(cell);
            parts.Add(packer.End(group.Key.Origin, group.Key.Late));
        }
        return parts;
    }
}
