using System.Text;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>A verdict that needs somebody's attention, kept whole: exceedances, warnings, doubtful values, days that could not be judged. Never changed;
/// when the period is judged anew with another result the old one is superseded and stays.</summary>
internal sealed class VerdictRecord : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string Factor { get; init; }
    public required string FactorName { get; init; }
    public LimitPeriod Period { get; init; }
    public DateTimeOffset StartAt { get; init; }
    public VerdictOutcome Outcome { get; init; }
    public required string Reason { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public string? Limit { get; init; }
    public string? LimitName { get; init; }
    public decimal? Multiple { get; init; }
    public string? Colour { get; init; }
    public required string Sentence { get; init; }
    public Trust Trust { get; init; }
    /// <summary>SHA-256 of the canonical form.</summary>
    public required string Digest { get; init; }
    /// <summary>The canonical form: inputs, rules with digests, working.</summary>
    public required string Canonical { get; init; }
    /// <summary>Digest of the whole rulebook it was judged with.</summary>
    public required string Book { get; init; }
    public DateTimeOffset JudgedAt { get; init; }
    /// <summary>It rests on a doubtful value that nobody has decided about yet; deciding supersedes it.</summary>
    public bool AwaitsReview { get; init; }
    public DateTimeOffset? SupersededAt { get; set; }
    /// <summary>The verdict that took its place; null when the new result needs no record.</summary>
    public string? SupersededBy { get; set; }
    public string? SupersededWhy { get; set; }

    /// <summary>A verdict as it is kept.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="outlet">Where it stands.</param>
    /// <param name="factorName">Chinese name of what was judged.</param>
    /// <param name="at">Beginning of its period.</param>
    /// <param name="colour">Level of the alarm; null for none.</param>
    /// <param name="book">The rules it was judged with.</param>
    /// <param name="now">When.</param>
    public static VerdictRecord Of(Verdict verdict, string digest, SourceOutlet outlet, string factorName, DateTimeOffset at, string? colour, Rulebook book, DateTimeOffset now) => new()
    {
        Id = NewId.Make(),
        EnterpriseId = outlet.EnterpriseId,
        EnterpriseName = outlet.EnterpriseName,
        Division = outlet.Division,
        OutletId = outlet.Id,
        OutletName = $"{outlet.Code} {outlet.Name}",
        Factor = verdict.Pollutant,
        FactorName = factorName,
        Period = verdict.Period,
        StartAt = at,
        Outcome = verdict.Outcome,
        Reason = verdict.Reason,
        Value = verdict.Value,
        Unit = verdict.Unit,
        Limit = verdict.Limit?.Text,
        LimitName = verdict.Limit?.Name,
        Multiple = verdict.Multiple,
        Colour = colour,
        Sentence = verdict.Sentence,
        Trust = verdict.Trust,
        Digest = digest,
        Canonical = Encoding.UTF8.GetString(verdict.Canonical()),
        Book = book.Digest,
        JudgedAt = now,
        AwaitsReview = ReviewNeeded.By(verdict),
    };
}

/// <summary>A number that judging remembers: the last change read, the last day closed.</summary>
internal sealed class JudgementState
{
    public const string Cursor = "cursor";
    public const string ClosedDay = "closed-day";

    public required string Key { get; init; }
    public long Value { get; set; }
}

/// <summary>A stretch of time in which a logger said nothing, long enough for an order.</summary>
internal sealed class Silence : IScoped, IOfEnterprise
{
    public required string Id { get; init; }
    public required string MonitorId { get; init; }
    public required string Mn { get; init; }
    public string? EnterpriseId { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? EndedAt { get; set; }
}
