using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Disclosure;

/// <summary>Hears that a calendar year was loaded and counts the seven working days of publications not yet made again.</summary>
internal sealed class RecountPublications(InsightDb db, Rulebook book, LiveSignals live) : IHear<CalendarYearLoaded>
{
    public async Task Hear(CalendarYearLoaded fact, CancellationToken stop)
    {
        foreach (var publication in await db.Publications.IgnoreQueryFilters().Where(p => p.State == PublicationState.Prepared).ToListAsync(stop))
            PreparePublication.Clock(publication, book);
        await db.Commit(new Act("publication.recount", "calendar", $"{fact.Year}", $"{fact.Year}年工作日历载入后重算公开期限"), stop);
        live.Raise("publications");
    }
}
