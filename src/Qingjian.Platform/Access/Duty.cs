using System.Collections.Frozen;

namespace Qingjian.Platform.Access;

/// <summary>What may be done. Every endpoint names exactly one, or says that it is open.</summary>
public enum Duty
{
    /// <summary>Anything that only needs a signed-in person: own session, inbox, search (itself scoped).</summary>
    SignedIn,
    ReadSources, EditSources,
    ReadReadings, ManageMonitors, SendCommands,
    ReadVerdicts, Rejudge, ReviewData, ReadDrafts, ConfirmRules,
    ReadOrders, AnswerOrders, CheckOrders,
    ReadDuty, StandDuty, KeepRoster,
    ReadReports, WriteReports, ApproveReports,
    MarkData,
    ReadClues, RegisterClues, TriageClues, DispatchTasks, HandleTasks, Inspect,
    ReadCases, ApproveFiling, InvestigateCases, ReviewCases, LegalReview, DecideCases, ServeDocuments, ExecuteDecisions, CloseCases,
    StateDefence,
    Publish,
    ReadPeople, ManagePeople,
    ManageSettings,
    ReadAudit, ReadEvidence,
}

/// <summary>Which role holds which duty. The separation of handling, review and decision is in this table and, per case, in the acts.</summary>
public static class Duties
{
    private static readonly Duty[] Reading =
        [Duty.SignedIn, Duty.ReadSources, Duty.ReadReadings, Duty.ReadVerdicts, Duty.ReadDrafts, Duty.ReadOrders, Duty.ReadClues, Duty.ReadCases, Duty.ReadPeople, Duty.ReadEvidence, Duty.ReadDuty, Duty.ReadReports];

    private static readonly FrozenDictionary<Role, FrozenSet<Duty>> Table = new Dictionary<Role, FrozenSet<Duty>>
    {
        [Role.BureauLeader] = Set([.. Reading, Duty.ApproveFiling, Duty.DecideCases, Duty.TriageClues, Duty.ApproveReports]),
        [Role.EnforcementLead] = Set([.. Reading, Duty.CheckOrders, Duty.RegisterClues, Duty.TriageClues, Duty.DispatchTasks, Duty.HandleTasks, Duty.ServeDocuments, Duty.ExecuteDecisions, Duty.CloseCases, Duty.Publish, Duty.StandDuty, Duty.KeepRoster, Duty.ApproveReports]),
        [Role.EnforcementOfficer] = Set([.. Reading, Duty.CheckOrders, Duty.RegisterClues, Duty.HandleTasks, Duty.Inspect, Duty.InvestigateCases, Duty.ServeDocuments, Duty.ExecuteDecisions, Duty.CloseCases, Duty.StandDuty]),
        [Role.CaseReviewer] = Set([.. Reading, Duty.ReviewCases]),
        [Role.LegalReviewer] = Set([.. Reading, Duty.LegalReview, Duty.ConfirmRules, Duty.Publish]),
        [Role.MonitoringEngineer] = Set([.. Reading, Duty.EditSources, Duty.ManageMonitors, Duty.SendCommands, Duty.Rejudge, Duty.ReviewData, Duty.CheckOrders, Duty.RegisterClues, Duty.StandDuty, Duty.KeepRoster, Duty.WriteReports]),
        [Role.SupervisionOfficer] = Set([.. Reading, Duty.EditSources, Duty.CheckOrders, Duty.RegisterClues, Duty.TriageClues, Duty.Rejudge, Duty.ReviewData, Duty.StandDuty, Duty.KeepRoster, Duty.WriteReports]),
        [Role.SuperiorReader] = Set(Reading),
        [Role.SystemAdministrator] = Set(Duty.SignedIn, Duty.ManageSettings),
        [Role.SecurityAdministrator] = Set(Duty.SignedIn, Duty.ReadPeople, Duty.ManagePeople),
        [Role.AuditAdministrator] = Set(Duty.SignedIn, Duty.ReadAudit, Duty.ReadEvidence),
        [Role.Enterprise] = Set(Duty.SignedIn, Duty.ReadSources, Duty.ReadReadings, Duty.ReadVerdicts, Duty.ReadOrders, Duty.AnswerOrders, Duty.MarkData, Duty.StateDefence),
    }.ToFrozenDictionary();

    private static FrozenSet<Duty> Set(params IEnumerable<Duty> duties) => duties.ToFrozenSet();

    /// <summary>The duties of a role.</summary>
    public static FrozenSet<Duty> Of(Role role) => Table[role];
}
