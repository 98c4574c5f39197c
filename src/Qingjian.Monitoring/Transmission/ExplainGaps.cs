using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Gateway;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Transmission;

/// <summary>Looks up what the house knows about intervals without values: silences, quarantine, values of shorter periods.</summary>
internal sealed class ExplainGaps(MonitoringDb db, GatherHours gather, IReadings readings, IRawStore raw, LinkBoard links)
{
    /// <summary>Why an outlet has no hour values from a moment on.</summary>
    /// <param name="outletId">Outlet.</param>
    /// <param name="from">First missing hour, Beijing clock.</param>
    /// <param name="hours">How many, 1 or more.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<GapCause> Of(string outletId, DateTime from, int hours, CancellationToken stop)
    {
        var (start, end) = (BeijingTime.InstantOf(from), BeijingTime.InstantOf(from.AddHours(hours)));
        var bound = gather.StationsOf(outletId, DateOnly.FromDateTime(from));
        if (bound.Count > 0 && bound.All(station => station.State == MonitorState.Disabled)) return new("disabled", "数采仪处于停用状态，报文不计入数据");
        var monitors = bound.Select(station => station.MonitorId).ToList();
        var silence = await db.Silences.AsNoTracking().Where(each => monitors.Contains(each.MonitorId) && each.Since < end && (each.EndedAt == null || each.EndedAt > start))
            .OrderBy(each => each.Since).FirstOrDefaultAsync(stop);
        var (refused, word, minutes, moments) = (0, (string?)null, 0, 0);
        foreach (var station in bound)
        {
            // What was refused came while the value was due, or within the hour after.
            var held = new QuarantineQuery { Mn = station.Mn, From = start.ToUnixTimeMilliseconds(), Until = end.AddHours(1).ToUnixTimeMilliseconds(), Take = 200 };
            refused += raw.CountQuarantine(held);
            word ??= raw.ListQuarantine(held).GroupBy(entry => entry.Reason).MaxBy(group => group.Count())?.Key is { } reason ? RefusalReasons.WordOf(reason) : null;
            minutes += readings.Of(station.Mn, PeriodKind.Minute, start, end).Count;
            moments += minutes > 0 ? 0 : readings.Of(station.Mn, PeriodKind.Realtime, start, end).Count;
        }
        return GapCause.Of(new(bound.Count > 0, bound.Any(station => links.Find(station.Mn)?.LastPacketAt is not null || readings.Latest(station.Mn, PeriodKind.Hour, start.AddYears(-1), end.AddYears(1)) is not null),
            minutes + moments == 0 && silence is not null ? BeijingTime.ClockOf(silence.Since) : null, refused, word, minutes, moments));
    }
}
