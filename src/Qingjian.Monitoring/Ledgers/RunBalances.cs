using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Ledgers;

/// <summary>物料衡算 (P19): balances each outlet and closed day once its amounts are counted, and again exactly the days whose ledger, inlet or amounts changed since.
/// A result that comes out otherwise is a further row; the finding that rested on the earlier one is kept and said to be gone.</summary>
internal sealed class RunBalances(MonitoringDb db, GatherBalances gather, KeepFindings keep, RaiseSuspicions suspect, ISources sources, IReadings readings, LiveSignals live, TimeProvider clock) : IRecurring
{
    public const string Code = "P19";
    /// <summary>When it last ran, ms since 1970.</summary>
    public const string Ran = "balances-ran";
    /// <summary>Position in the list of changes, for inlets.</summary>
    public const string Cursor = "balances-cursor";

    private const int ChangesAtOnce = 20_000, MostDaysBack = 400;
    // What was committed while the last run looked is found all the same; looking twice changes nothing.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var closed = BeijingTime.DayOf(now).AddDays(-1);
        var states = await db.States.AsNoTracking().Where(state => state.Key == Ran || state.Key == Cursor).ToDictionaryAsync(state => state.Key, state => state.Value, stop);
        var after = states.TryGetValue(Ran, out var ran) ? DateTimeOffset.FromUnixTimeMilliseconds(ran) - Overlap : DateTimeOffset.UnixEpoch;
        var wanted = await Touched(after, closed, stop);
        var cursor = await FromInlets(states.GetValueOrDefault(Cursor), closed, wanted, stop);
        foreach (var (day, outlets) in wanted.OrderBy(each => each.Key)) await Weigh(day, outlets, stop);
        await db.MoveTo(Ran, now.ToUnixTimeMilliseconds(), stop);
        if (cursor != states.GetValueOrDefault(Cursor)) await db.MoveTo(Cursor, cursor, stop);
    }

    private async Task<Dictionary<DateOnly, HashSet<string>>> Touched(DateTimeOffset after, DateOnly closed, CancellationToken stop)
    {
        var wanted = new Dictionary<DateOnly, HashSet<string>>();
        var first = closed.AddDays(-MostDaysBack);
        // Most outlets have neither, and nothing to balance.
        var balanced = await db.Set<LedgerDay>().AsNoTracking().Select(row => row.OutletId).Union(db.Set<Inlet>().AsNoTracking().Select(each => each.OutletId)).ToListAsync(stop);
        if (balanced.Count == 0) return wanted;
        foreach (var row in await db.DayAmounts.AsNoTracking().Where(row => balanced.Contains(row.OutletId) && row.CountedAt > after && row.Day >= first && GatherBalances.Factors.Contains(row.Factor)).Select(row => new { row.Day, row.OutletId }).Distinct().ToListAsync(stop)) Put(wanted, row.Day, row.OutletId);
        foreach (var row in await db.Set<LedgerDay>().AsNoTracking().Where(row => row.MadeAt > after).Select(row => new { row.Day, row.OutletId }).ToListAsync(stop)) Put(wanted, row.Day, row.OutletId);
        foreach (var inlet in await db.Set<Inlet>().AsNoTracking().Where(each => each.SetAt > after).Select(each => new { each.FromOn, each.OutletId }).ToListAsync(stop))
            for (var day = inlet.FromOn > first ? inlet.FromOn : first; day <= closed; day = day.AddDays(1)) Put(wanted, day, inlet.OutletId);
        return wanted;
    }

    private async Task<long> FromInlets(long cursor, DateOnly closed, Dictionary<DateOnly, HashSet<string>> wanted, CancellationToken stop)
    {
        var inlets = (await db.Set<Inlet>().AsNoTracking().Where(each => each.SupersededAt == null && each.Mn != null).Select(each => new { each.Mn, each.OutletId, each.FromOn }).ToListAsync(stop)).ToLookup(each => each.Mn!, StringComparer.OrdinalIgnoreCase);
        if (inlets.Count == 0) return cursor;
        while (readings.Changes(cursor, ChangesAtOnce) is { Count: > 0 } changes)
        {
            foreach (var change in changes)
                if (change.Kind == PeriodKind.Hour && BeijingTime.DayOf(change.Time) is var day && day <= closed)
                    foreach (var inlet in inlets[change.Mn].Where(each => each.FromOn <= day)) Put(wanted, day, inlet.OutletId);
            cursor = changes[^1].Position;
        }
        return cursor;
    }

    private async Task Weigh(DateOnly day, HashSet<string> ids, CancellationToken stop)
    {
        var weighed = await gather.Of(day, ids, stop);
        var known = await db.Set<BalanceDay>().Where(row => row.Day == day && row.SupersededAt == null && ids.Contains(row.OutletId)).ToDictionaryAsync(row => row.OutletId, stop);
        var changed = 0;
        foreach (var before in known.Values)
            if (weighed.Find(each => each.Outlet.Id == before.OutletId) is not { } now || !before.SameAs(now.Day)) (before.SupersededAt, changed) = (db.Now, changed + 1);
        foreach (var now in weighed.Where(each => !known.TryGetValue(each.Outlet.Id, out var before) || before.SupersededAt is not null))
        {
            db.Add(now.Day);
            changed++;
        }
        if (changed > 0)
        {
            await db.Commit(new Act("balance.count", "balance", NewId.Make(), $"物料衡算 {day:yyyy-MM-dd}：{weighed.Count}个排放口，{changed}条变化"), stop);
            live.Raise("ledgers");
        }
        db.ChangeTracker.Clear();

        // The findings follow what is kept, each day by itself.
        var (from, until) = (day.ToDateTime(TimeOnly.MinValue), day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var outlets = await sources.Outlets([.. weighed.Select(each => each.Outlet.Id).Union(known.Keys)], stop);
        foreach (var outlet in outlets.Values.OrderBy(each => each.Id, StringComparer.Ordinal))
        {
            var now = weighed.Find(each => each.Outlet.Id == outlet.Id);
            if ((now?.Rule ?? gather.RuleOn(day)) is not { } rule) continue;
            if (await keep.Keep(outlet, now?.Hits ?? [], rule, from, until, code => code == Code, stop) > 0) await suspect.Look(outlet, rule, stop);
        }
    }

    private static void Put(Dictionary<DateOnly, HashSet<string>> wanted, DateOnly day, string outlet)
    {
        if (!wanted.TryGetValue(day, out var outlets)) wanted[day] = outlets = new(StringComparer.Ordinal);
        outlets.Add(outlet);
    }
}
