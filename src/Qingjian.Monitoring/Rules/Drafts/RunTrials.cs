using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>How far the trials of this program have come, for those who watch. A trial that a stop cut off begins again.</summary>
internal sealed class TrialProgress
{
    private readonly ConcurrentDictionary<string, (int Done, int Total)> running = new();

    /// <summary>Days done and in all; null for a trial that is not running here.</summary>
    public (int Done, int Total)? Of(string trial) => running.TryGetValue(trial, out var at) ? at : null;

    public void Set(string trial, int done, int total) => running[trial] = (done, total);

    public void Clear(string trial) => running.TryRemove(trial, out _);
}

/// <summary>Carries out the trials that were asked for, one after the other, oldest first.</summary>
internal sealed class RunTrials(MonitoringDb db, ILawInForce law, CompareDraft compare, CompareSpans spans, TrialProgress progress, LiveSignals live) : IRecurring
{
    /// <summary>Differences listed one by one; beyond it they are only counted.</summary>
    internal const int MostListed = 50_000;

    public async Task Run(CancellationToken stop)
    {
        while (await db.Set<DraftTrial>().Where(trial => trial.DoneAt == null).OrderBy(trial => trial.AskedAt).FirstOrDefaultAsync(stop) is { } trial)
        {
            var draft = await db.Set<RuleDraft>().AsNoTracking().FirstAsync(each => each.Id == trial.DraftId, stop);
            try { await Try(trial, draft, stop); }
            finally { progress.Clear(trial.Id); }
            live.Raise("rules");
        }
    }

    private async Task Try(DraftTrial trial, RuleDraft draft, CancellationToken stop)
    {
        var present = law.Book;
        var drafted = law.With(draft.File).Try(out var book, out var why) ? book : throw new InvalidDataException(why.Message);
        // Days before the stretch are judged too, as far as spans that end in it look back; they are not listed.
        var first = CompareSpans.BackFrom(present, drafted, draft.InForceFrom, trial.From);
        var total = trial.To.DayNumber - first.DayNumber + 1;
        var judged = new List<CompareDraft.Compared>();
        for (var day = first; day <= trial.To; day = day.AddDays(1))
        {
            progress.Set(trial.Id, day.DayNumber - first.DayNumber, total);
            var each = await compare.Day(trial, present, drafted, draft.InForceFrom, day, stop);
            judged.Add(each with { Differing = [] });
            if (day >= trial.From) Count(each.Count, each.Differing);
        }
        var ofSpans = await spans.Of(trial, present, drafted, draft.InForceFrom, judged, stop);
        Count(ofSpans.Count, ofSpans.Differing);
        (trial.DoneAt, trial.Book) = (db.Now, present.Digest);
        var act = new Act("draft.tried", "rule-draft", draft.Id, $"试算“{draft.Title}”：{trial.Compared}项判定中{trial.Differing}项不同");
        await db.Commit(act.Enter("config", new { draft = draft.Sha256, trial.From, trial.To, trial.Division, trial.Book, trial.Compared, trial.Differing, trial.Newly, trial.NoLonger }), stop);

        void Count(int compared, List<DraftDifference> differing)
        {
            db.AddRange(differing.Take(Math.Max(0, MostListed - trial.Differing)));
            trial.Compared += compared;
            trial.Differing += differing.Count;
            trial.Newly += differing.Count(each => each.Change == "newly");
            trial.NoLonger += differing.Count(each => each.Change == "no-longer");
        }
    }
}
