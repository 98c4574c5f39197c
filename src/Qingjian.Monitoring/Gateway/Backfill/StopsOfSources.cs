using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>Which sources do not work: enterprises that stopped or closed, closed outlets, hours under an accepted mark of a stop. They are not asked for data.</summary>
internal sealed class StopsOfSources(IServiceScopeFactory scopes)
{
    /// <summary>What is stopped, as it was read.</summary>
    internal sealed class Stopped(IReadOnlySet<string> enterprises, IReadOnlySet<string> outlets, ILookup<string, Mark> marks)
    {
        /// <summary>The enterprise does not work, or every outlet of the logger is closed.</summary>
        public bool Closed(Station station) => !enterprises.Contains(station.EnterpriseId) || (station.Bindings.Count > 0 && station.Bindings.All(binding => !outlets.Contains(binding.OutletId)));

        /// <summary>Every outlet the logger speaks for was stopped during the whole period.</summary>
        public bool Covers(Station station, DateTime start, TimeSpan length)
        {
            var (from, to, day) = (BeijingTime.InstantOf(start), BeijingTime.InstantOf(start + length), DateOnly.FromDateTime(start));
            var any = false;
            foreach (var binding in station.Bindings.Where(binding => binding.Holds(day) && outlets.Contains(binding.OutletId)))
            {
                if (!marks[binding.OutletId].Any(mark => mark.Factors.Count == 0 && mark.FromAt <= from && mark.ToAt >= to)) return false;
                any = true;
            }
            return any;
        }
    }

    /// <summary>Reads what is stopped since a moment.</summary>
    public async Task<Stopped> Read(DateTimeOffset since, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var sources = scope.ServiceProvider.GetRequiredService<ISources>();
        var db = scope.ServiceProvider.GetRequiredService<MonitoringDb>();
        var working = (await sources.AllEnterprises(stop)).Where(firm => firm.State == EnterpriseState.Operating).Select(firm => firm.Id).ToHashSet(StringComparer.Ordinal);
        var open = (await sources.AllOutlets(stop)).Select(outlet => outlet.Id).ToHashSet(StringComparer.Ordinal);
        var marks = await db.Marks.AsNoTracking().Where(mark => mark.Effect == MarkEffect.Stopped && mark.State == MarkState.Standing && mark.ToAt > since).ToListAsync(stop);
        return new(working, open, marks.ToLookup(mark => mark.OutletId));
    }
}
