namespace Qingjian.Judgement;

/// <summary>Where a condition stands for one outlet. Kept between looks; the next look goes on from it as if there had been no pause.</summary>
/// <param name="At">Looked at up to here, Beijing clock.</param>
/// <param name="Level">Level that is raised: 0 none, then counting from the lowest.</param>
public sealed record AlarmState(DateTime At, int Level)
{
    /// <summary>Since when each level would be raised by its condition; null while it does not hold.</summary>
    public IReadOnlyList<DateTime?> HoldsSince { get; init; } = [];
    /// <summary>Since when each level does not hold any more by its clearing numbers; null while it does or is not known.</summary>
    public IReadOnlyList<DateTime?> GoneSince { get; init; } = [];
    /// <summary>When the lowest level was raised; null when none is.</summary>
    public DateTime? RaisedAt { get; init; }
    /// <summary>The last raising, repeat or step.</summary>
    public DateTime? LastAt { get; init; }
    /// <summary>Repeats since the last step.</summary>
    public int Repeats { get; init; }
    /// <summary>Sentence of the last raising or repeat; empty when none is raised.</summary>
    public string Say { get; init; } = "";

    /// <summary>A condition nobody has looked at before.</summary>
    public static AlarmState New(DateTime at) => new(at, 0);

    /// <summary>Whether another state says the same, whenever it was looked at.</summary>
    public bool SameAs(AlarmState other) => other is not null && (Level, RaisedAt, LastAt, Repeats, Say) == (other.Level, other.RaisedAt, other.LastAt, other.Repeats, other.Say)
        && HoldsSince.SequenceEqual(other.HoldsSince) && GoneSince.SequenceEqual(other.GoneSince);

    /// <summary>The same after a stretch that nobody looked at: what holds, holds anew from there on.</summary>
    public AlarmState Resumed(DateTime at) => at <= At ? this : this with { At = at, HoldsSince = [], GoneSince = [] };
}

/// <summary>What happened to a condition.</summary>
public enum AlarmEventKind
{
    /// <summary>触发或者升级: a step up.</summary>
    Raised = 1,
    /// <summary>再次报警: still raised.</summary>
    Again = 2,
    /// <summary>降级: a step down to a lower level.</summary>
    Lowered = 3,
    /// <summary>解除: no level is raised any more.</summary>
    Cleared = 4,
}

/// <summary>A step of a condition.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When, by the data, Beijing clock.</param>
/// <param name="Level">The level then; 0 when cleared.</param>
/// <param name="Say">Chinese sentence with the numbers.</param>
public sealed record AlarmEvent(AlarmEventKind Kind, DateTime At, int Level, string Say);
