using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Deadlines;
using Qingjian.Matters.Documents;
using Qingjian.Matters.Documents.Layout;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>One act on one case while it is being decided: the file, the clock, the papers and clocks it makes. Nothing is written before the desk commits.</summary>
internal sealed class CaseWork(MattersDb db, Case file, Act act, PaperDesk papers, Clocks clocks, CancellationToken stop)
{
    public MattersDb Db => db;
    public Case Case => file;
    public Caller Caller => db.Caller;
    public DateTimeOffset Now => db.Now;
    public DateOnly Today => BeijingTime.DayOf(db.Now);
    public Clocks Clocks => clocks;
    public CancellationToken Stop => stop;
    public Act Act { get; private set; } = act;
    /// <summary>The paper the act made last, for the answer and the time line.</summary>
    public Paper? Paper { get; private set; }

    /// <summary>What the time line says beyond the act's own name.</summary>
    public void Say(string title, string? reason = null) => Act = Act with { Title = title, Reason = reason };

    /// <summary>The evidence on the file, in its order.</summary>
    public async Task<IReadOnlyList<CaseEvidence>> Evidence() =>
        await db.Set<CaseEvidence>().AsNoTracking().Where(e => e.CaseId == file.Id).OrderBy(e => e.Ordinal).ToListAsync(stop);

    /// <summary>Issues a paper of this case.</summary>
    public async Task<Paper> Issue(string code, Func<string?, IReadOnlyList<Block>> blocks, string? correctsId = null) =>
        Paper = await papers.Issue(new PaperDraft("case", file.Id, file.Division, file.Agency, code, blocks, correctsId), Act, stop);

    /// <summary>Enters the caller in a role, unless separation of duties says no.</summary>
    public Refusal? Enter(CaseRoleKind role) => Enter(Caller.PersonId, Caller.Name, role, Caller.PostTitle, null);

    /// <summary>Enters a person in a role, unless separation of duties says no.</summary>
    public Refusal? Enter(string personId, string name, CaseRoleKind role, string post, string? certificate)
    {
        if (CaseSeparation.Check(file.Roles, personId, role) is { } why) return why;
        if (!file.Roles.Any(r => r.PersonId == personId && r.Role == role))
            file.Roles = [.. file.Roles, new CaseRole(personId, name, role, certificate, post, Today)];
        return null;
    }
}
