using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Quality;

/// <summary>Where a record of a check stands.</summary>
internal enum QualityState
{
    /// <summary>有效: what follows from it takes effect.</summary>
    Standing = 1,
    /// <summary>待审核: entered by the enterprise; has no effect yet, so that nobody talks his own data away.</summary>
    Waiting = 2,
    /// <summary>不予采纳.</summary>
    Refused = 3,
}

/// <summary>质控记录: one calibration or verification of the instrument of one factor, as entered. Never changed but for its review.</summary>
internal sealed class QualityCheck : IScoped, IOfEnterprise, IVersioned
{
    public required string Id { get; init; }
    public required string? EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string Factor { get; init; }
    public required string FactorName { get; init; }
    public InstrumentCheckKind Kind { get; init; }
    /// <summary>When the check was made.</summary>
    public DateTimeOffset MadeOn { get; init; }
    /// <summary>% of full scale, with sign.</summary>
    public decimal? ZeroDrift { get; init; }
    /// <summary>% of full scale, with sign.</summary>
    public decimal? SpanDrift { get; init; }
    /// <summary>%, with sign.</summary>
    public decimal? RelativeError { get; init; }
    /// <summary>Who made it.</summary>
    public required string Worker { get; init; }
    public string Note { get; init; } = "";
    public IReadOnlyList<string> FileIds { get; init; } = [];
    public InstrumentCheckResult Result { get; init; }
    /// <summary>Chinese: the gravest figure.</summary>
    public required string Say { get; init; }
    /// <summary>Digest of the law file it was held against.</summary>
    public required string Rule { get; init; }
    public QualityState State { get; set; }
    /// <summary>Who entered it.</summary>
    public required string MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    /// <summary>Since when it takes effect.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? ReviewedBy { get; set; }
    public string? ReviewReason { get; set; }
    /// <summary>What it changed when it took effect; null for nothing.</summary>
    public DateTimeOffset? TouchedFrom { get; set; }
    public DateTimeOffset? TouchedTo { get; set; }
    public long Version { get; set; }

    /// <summary>As the rule reads it.</summary>
    public InstrumentCheck Check => new(Id, Kind, Factor, BeijingTime.ClockOf(MadeOn), Figures(ZeroDrift, SpanDrift, RelativeError));

    public static IReadOnlyDictionary<InstrumentFigure, decimal> Figures(decimal? zero, decimal? span, decimal? error)
    {
        var figures = new Dictionary<InstrumentFigure, decimal>();
        if (zero is { } drift) figures[InstrumentFigure.ZeroDrift] = drift;
        if (span is { } wide) figures[InstrumentFigure.SpanDrift] = wide;
        if (error is { } off) figures[InstrumentFigure.RelativeError] = off;
        return figures;
    }
}
