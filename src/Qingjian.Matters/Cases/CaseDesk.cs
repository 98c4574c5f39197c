using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>What an act answers.</summary>
/// <param name="Id">Case.</param>
/// <param name="State">State now.</param>
/// <param name="Version">Version now, for the next act.</param>
/// <param name="PaperId">Paper made by the act.</param>
/// <param name="PaperNumber">Its number.</param>
internal sealed record CaseDone(string Id, CaseState State, long Version, string? PaperId, string? PaperNumber);

/// <summary>Carries one act through: load in scope, ask the path, decide, write once.</summary>
internal sealed class CaseDesk(MattersDb db, Clocks clocks, PublicSite site, AuditTrail audit, LiveSignals live)
{
    /// <summary>Does <paramref name="what"/> on a case. <paramref name="decide"/> changes the file or says why not.</summary>
    /// <param name="id">Case id; a foreign or missing one is a 404.</param>
    /// <param name="version">Version the page was shown; another one now is a 409.</param>
    /// <param name="what">The act, checked against the path and against the duty of the caller's post.</param>
    /// <param name="decide">Pure of writes: changes only tracked rows through the work it is given.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Results<Ok<CaseDone>, ProblemHttpResult>> Do(string id, long version, CaseAct what, Func<CaseWork, Task<Refusal?>> decide, CancellationToken stop)
    {
        if (await db.Set<Case>().SingleOrDefaultAsync(c => c.Id == id, stop) is not { } file) return Problems.NotFound();
        db.Entry(file).Property(c => c.Version).OriginalValue = version;
        if (file.Version != version) return Problems.ChangedByOther();
        if (!file.May(what).Try(out var next, out var closed)) return closed.ToProblem();

        var from = file.State;
        var act = new Act($"case.{Kebab(what)}", "case", file.Id, CaseWords.Of(what));
        await using var papers = new PaperDesk(db, site);
        var work = new CaseWork(db, file, act, papers, clocks, stop);
        if (await decide(work) is { } why)
        {
            await papers.DisposeAsync();
            db.ChangeTracker.Clear();
            if (why.Code == "same-person") await audit.Refused(act, why.Message, stop);
            return why.ToProblem();
        }

        file.State = next;
        var done = work.Act;
        done.Enter("case.step", new { file.Id, act = what, from, to = next, db.Caller.PersonId, at = db.Now, done.Reason, paper = work.Paper?.ContentSha256, file.EvidenceVersion });
        db.Note(done, from, next, work.Paper?.DocxSha256);
        await db.Commit(done, stop);
        await papers.Keep(stop);
        live.Raise("cases");
        live.Raise("inbox");
        return TypedResults.Ok(new CaseDone(file.Id, file.State, file.Version, work.Paper?.Id, work.Paper?.Number));
    }

    private static string Kebab(CaseAct act) => string.Concat(act.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
