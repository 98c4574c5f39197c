using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>A mark as a page or a plant's own system asks for it.</summary>
/// <param name="Kind">Code of the catalogue.</param>
/// <param name="From">Beginning; seconds are dropped.</param>
/// <param name="To">End, exclusive; seconds are dropped.</param>
/// <param name="Factors">Factor codes of a device mark; null or empty means all.</param>
/// <param name="Reason">Why, 4 to 1000 characters.</param>
/// <param name="FileIds">Attachments already uploaded.</param>
internal sealed record MarkWish(string Kind, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<string>? Factors, string Reason, IReadOnlyList<string>? FileIds)
{
    public WantedMark Wanted => new(Kind ?? "", Minute(From), Minute(To), [.. (Factors ?? []).Distinct()], Reason ?? "", (FileIds ?? []).Distinct().Count());

    private static DateTime Minute(DateTimeOffset at)
    {
        var clock = BeijingTime.ClockOf(at);
        return clock.AddTicks(-(clock.Ticks % TimeSpan.TicksPerMinute));
    }
}

/// <summary>Turns what is wished into marks: refuses the impossible, parts late from timely (M36), looks for doubts, decides what takes effect at once.</summary>
internal sealed class PlaceMark(MonitoringDb db, OutletMarks marks, FileStore files)
{
    /// <summary>The new rows, added to the context and not committed. A change is never parted: late in one part it waits as a whole (M39).</summary>
    /// <param name="outlet">Where.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="clientKey">The plant system's own id.</param>
    /// <param name="before">The mark this one is to stand in place of.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<IReadOnlyList<Mark>>> Rows(MarkedOutlet outlet, MarkWish wish, string? clientKey, Mark? before, CancellationToken stop)
    {
        var (wanted, now) = (wish.Wanted, BeijingTime.ClockOf(db.Now));
        if (!StateMark.Check(wanted, outlet.Catalogue, outlet.Factors, now).Try(out var kind, out var why)) return why;
        var attached = (wish.FileIds ?? []).Distinct().ToList();
        if ((await files.Find(attached, stop)).Count != attached.Count) return Refusal.OfField("file-missing", "fileIds", "有附件没有找到，请重新上传后再提交。");
        var (from, to) = (BeijingTime.InstantOf(wanted.From), BeijingTime.InstantOf(wanted.To));
        var same = await db.Marks.AsNoTracking().Where(mark => mark.OutletId == outlet.Outlet.Id && mark.Kind == kind.Code && mark.FromAt == from && mark.ToAt == to
            && (mark.State == MarkState.Standing || mark.State == MarkState.Waiting)).ToListAsync(stop);
        if (same.Exists(mark => mark.Id != before?.Id && mark.Factors.Order().SequenceEqual(wanted.Factors.Order())))
            return Refusal.OfField("mark-twice", "from", $"这段时间已经标记为“{kind.Name}”，不用重复标记；要改起止时间，请在原标记上“修改”。");

        var parts = StateMark.Parts(wanted.From, wanted.To, now, outlet.Catalogue);
        if (before is not null && parts.Count > 1) parts = [parts[^1] with { From = wanted.From, Late = true }];
        var rows = new List<Mark>();
        foreach (var part in parts)
        {
            var mark = Row(outlet, kind, wish, wanted, part, attached, clientKey, before);
            mark.Doubts = await marks.Doubts(mark, outlet, stop);
            mark.Doubtful = mark.Doubts.Any(doubt => doubt.Doubtful);
            mark.State = part.Late || kind.ReviewNeeded || mark.Doubtful ? MarkState.Waiting : MarkState.Standing;
            rows.Add(mark);
        }
        db.Marks.AddRange(rows);
        return rows;
    }

    private Mark Row(MarkedOutlet outlet, MarkDefinition kind, MarkWish wish, WantedMark wanted, MarkPart part, List<string> attached, string? clientKey, Mark? before) => new()
    {
        Id = NewId.Make(),
        EnterpriseId = outlet.Outlet.EnterpriseId,
        EnterpriseName = outlet.Outlet.EnterpriseName,
        Division = outlet.Outlet.Division,
        OutletId = outlet.Outlet.Id,
        OutletName = outlet.OutletName,
        Industry = outlet.Catalogue.Industry,
        Level = kind.Level,
        Factors = wanted.Factors,
        Kind = kind.Code,
        Name = kind.Name,
        Effect = kind.Effect,
        FromAt = BeijingTime.InstantOf(part.From),
        ToAt = BeijingTime.InstantOf(part.To),
        Note = wish.Reason.Trim(),
        FileIds = attached,
        Replaces = before?.Id,
        ClientKey = clientKey,
        MadeBy = db.Caller.Name,
        MadeAt = db.Now,
        DueAt = BeijingTime.InstantOf(part.Due),
        Late = part.Late,
        AcceptedAt = db.Now,
        LookedAt = db.Now,
    };
}
