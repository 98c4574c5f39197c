namespace Qingjian.Matters.Inspections;

/// <summary>The fields of DOC04. Empty until filled; sealing asks for every required one.</summary>
internal sealed record RecordContent
{
    /// <summary>地点.</summary>
    public string Place { get; init; } = "";
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
    /// <summary>Metres, as the device said.</summary>
    public double? Accuracy { get; init; }

    // 被检查人基本信息及身份
    public string PartyName { get; init; } = "";
    public string CreditCode { get; init; } = "";
    public string PartyAddress { get; init; } = "";
    public string LegalRepresentative { get; init; } = "";
    // 现场负责人
    public string SiteContact { get; init; } = "";
    public string SiteContactDuty { get; init; } = "";
    public string SiteContactIdentity { get; init; } = "";
    public string SiteContactPhone { get; init; } = "";

    // 出示证件及确认, 告知权利义务及确认
    public DateTimeOffset? CertificateShownAt { get; init; }
    public DateTimeOffset? RightsReadAt { get; init; }
    /// <summary>The party said it saw the certificates and heard its rights; false with a word in <see cref="ConfirmationNote"/> when it refused to say.</summary>
    public bool? PartyConfirmed { get; init; }
    public string ConfirmationNote { get; init; } = "";
    /// <summary>Whether the party asked an officer to withdraw (回避).</summary>
    public bool WithdrawalAsked { get; init; }
    public string WithdrawalNote { get; init; } = "";

    /// <summary>建设和生产情况.</summary>
    public string Production { get; init; } = "";
    /// <summary>环保手续.</summary>
    public string Permits { get; init; } = "";
    /// <summary>产污和治污设施运行.</summary>
    public string Treatment { get; init; } = "";
    /// <summary>违法情况: duration, times, course, discharge, effect. 未发现违法行为 where none.</summary>
    public string Violation { get; init; } = "";
    /// <summary>采样及拍摄情况.</summary>
    public string Sampling { get; init; } = "";
    public string Other { get; init; } = "";

    public IReadOnlyList<ChecklistAnswer> Answers { get; init; } = [];
    public IReadOnlyList<Measurement> Measurements { get; init; } = [];
    public IReadOnlyList<Interview> Interviews { get; init; } = [];

    /// <summary>Whether a violation was found.</summary>
    public bool? Found { get; init; }
    /// <summary>现场处置措施.</summary>
    public string Measures { get; init; } = "";
}

/// <summary>An answer to one item of the checklist.</summary>
internal sealed record ChecklistAnswer(string ItemId, string Answer, string Note);

/// <summary>A value measured or read on site, as shown, with its unit.</summary>
internal sealed record Measurement(string Point, string Item, string Value, string Unit, string Method, DateTimeOffset At);

/// <summary>调查询问 (DOC05), one person at a time.</summary>
internal sealed record Interview(string Person, string Identity, string Duty, string Place, DateTimeOffset? From, DateTimeOffset? To, bool RightsTold, IReadOnlyList<Question> Rows);

internal sealed record Question(string Asked, string Answered);

/// <summary>A signature on the record, or the note that it was refused.</summary>
/// <param name="Role">Who signs.</param>
/// <param name="PersonId">Person of the house; null for party and witness.</param>
/// <param name="Name">Who signed, or should have.</param>
/// <param name="FileId">Picture of the signature; null when refused.</param>
/// <param name="Refused">The party refused to sign (办法30 art 28).</param>
/// <param name="Reason">Why, when refused.</param>
/// <param name="Witness">Who witnessed the refusal, or how it was filmed.</param>
/// <param name="At">When.</param>
/// <param name="ContentSha256">Digest of the content signed.</param>
internal sealed record Signature(SignatureRole Role, string? PersonId, string Name, string? FileId, bool Refused, string? Reason, string? Witness, DateTimeOffset At, string ContentSha256);

/// <summary>Who signs a record.</summary>
internal enum SignatureRole
{
    /// <summary>检查人、记录人: one of the two officers.</summary>
    Officer,
    /// <summary>被检查人或现场负责人.</summary>
    Party,
    /// <summary>见证人.</summary>
    Witness,
}
