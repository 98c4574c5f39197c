using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Contract;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Live;
using Qingjian.Vocabulary;

namespace Qingjian.Insight.Disclosure;

/// <summary>A decision went public or was taken back. Written with the act itself, so that the case file learns it even when the program dies right after.</summary>
internal sealed record PublicationMoved(string PublicationId);

/// <summary>Notes in the case file how its publication stands now, not how it stood when the fact was written: told late or out of order it comes to the same.</summary>
internal sealed class NoteInCaseFile(InsightDb db, IDecisions decisions, LiveSignals live) : IHear<PublicationMoved>
{
    public async Task Hear(PublicationMoved fact, CancellationToken stop)
    {
        var publication = await db.Publications.AsNoTracking().SingleAsync(p => p.Id == fact.PublicationId, stop);
        var shown = publication.State == PublicationState.Published;
        var by = (shown ? publication.ConfirmedByName : publication.WithdrawnByName) ?? "";
        await decisions.NotePublished(publication.CaseId, shown ? BeijingTime.DayOf(publication.PublishedAt!.Value) : null, by, stop);
        live.Raise("cases");
    }
}
