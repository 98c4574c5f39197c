using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Quality;

/// <summary>What a record changes in the periods out of control when it takes effect or ceases to, up to now.</summary>
internal sealed class QualityEffect(MonitoringDb db, LayOutOfControl lay)
{
    /// <summary>Notes on the record what it changed, and tells it so that the hours are judged anew.</summary>
    public async Task Tell(Act act, QualityCheck check, CancellationToken stop)
    {
        var now = BeijingTime.ClockOf(db.Now);
        var others = await db.Set<QualityCheck>().AsNoTracking().Where(each => each.OutletId == check.OutletId && each.Factor == check.Factor && each.Kind == check.Kind && each.State == QualityState.Standing && each.Id != check.Id).ToListAsync(stop);
        if (Changed(lay.PeriodsOf(others, now), lay.PeriodsOf([.. others, check], now), now) is not var (from, to)) return;
        (check.TouchedFrom, check.TouchedTo) = (BeijingTime.InstantOf(from), BeijingTime.InstantOf(to));
        act.Tell(new OutOfControlChanged(check.Id, check.OutletId, check.TouchedFrom.Value, check.TouchedTo.Value));
    }

    /// <summary>From the first to the last moment at which two sets of periods differ; null when they agree.</summary>
    internal static (DateTime From, DateTime To)? Changed(IReadOnlyList<OutOfControlPeriod> before, IReadOnlyList<OutOfControlPeriod> after, DateTime now)
    {
        var (one, other) = (before.Select(period => (period.From, To: period.To ?? now)).ToHashSet(), after.Select(period => (period.From, To: period.To ?? now)).ToHashSet());
        one.SymmetricExceptWith(other);
        return one.Count == 0 ? null : (one.Min(period => period.From), one.Max(period => period.To) is var end && end > now ? now : end);
    }
}
