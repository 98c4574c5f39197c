using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Marks;

/// <summary>Writing an act on marks: history, evidence log, audit trail and facts, in one commit.</summary>
internal static class MarkSteps
{
    /// <summary>The act of one commit; further lines may be put under it.</summary>
    public static Act Begin(this MonitoringDb db, Mark mark, string kind, string title, string? reason)
    {
        var act = new Act(kind, "mark", mark.Id, $"{mark.EnterpriseName} {mark.OutletName} {title}") { Reason = reason };
        return db.Line(act, mark, kind, title, reason);
    }

    /// <summary>Puts a line into the history of a mark and into the evidence log.</summary>
    public static Act Line(this MonitoringDb db, Act act, Mark mark, string kind, string title, string? reason)
    {
        var who = db.Caller;
        var step = new MarkStep
        {
            Id = NewId.Make(),
            MarkId = mark.Id,
            At = db.Now,
            PersonId = who.PersonId,
            PersonName = who.Name,
            Post = who.PostTitle,
            Kind = kind,
            Title = title,
            Reason = reason,
        };
        db.MarkSteps.Add(step);
        return act.Enter("case.step", new { step.Id, mark = mark.Id, mark.OutletId, mark.Kind, mark.FromAt, mark.ToAt, mark.Factors, state = mark.State, mark.Late, step.At, step.PersonId, act = step.Kind, step.Reason });
    }

    /// <summary>From now on it takes effect.</summary>
    public static Act Stands(this Act act, Mark mark) => act.Tell(new MarkAccepted(mark.Id, mark.OutletId, mark.FromAt, mark.ToAt));

    /// <summary>It took effect until now.</summary>
    public static Act Ends(this Act act, Mark mark) => act.Tell(new MarkEnded(mark.Id, mark.OutletId, mark.FromAt, mark.ToAt));
}
