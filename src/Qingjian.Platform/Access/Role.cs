namespace Qingjian.Platform.Access;

/// <summary>What a post is. One person may hold several posts and switches between them; a role gives duties, the post gives the area.</summary>
public enum Role
{
    /// <summary>局领导: approves filing, decides.</summary>
    BureauLeader,
    /// <summary>执法支队、大队负责人: triages clues, dispatches tasks.</summary>
    EnforcementLead,
    /// <summary>执法人员: inspects and handles cases.</summary>
    EnforcementOfficer,
    /// <summary>案件审查人员: reviews the file, never his own case.</summary>
    CaseReviewer,
    /// <summary>法制审核人员: legal review, confirms rules.</summary>
    LegalReviewer,
    /// <summary>监控中心工程师: monitors, quarantine, commands.</summary>
    MonitoringEngineer,
    /// <summary>监管科室人员: checks orders, keeps sources.</summary>
    SupervisionOfficer,
    /// <summary>上级单位: reads its area.</summary>
    SuperiorReader,
    /// <summary>系统管理员 (三员).</summary>
    SystemAdministrator,
    /// <summary>安全管理员 (三员).</summary>
    SecurityAdministrator,
    /// <summary>审计管理员 (三员).</summary>
    AuditAdministrator,
    /// <summary>企业用户: sees only its own sources and orders.</summary>
    Enterprise,
}
