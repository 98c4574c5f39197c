using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Which outlets a condition watches: all of its area that fit everything said here.</summary>
/// <param name="Medium">Water or air; null for both.</param>
/// <param name="Division">Division code; empty for the whole area of who made it.</param>
/// <param name="Industries">Beginnings of classes of GB/T 4754-2017; empty for all.</param>
/// <param name="OutletIds">Outlets named one by one; empty for all.</param>
internal sealed record AlarmScope(Medium? Medium, string Division, IReadOnlyList<string> Industries, IReadOnlyList<string> OutletIds);

/// <summary>报警条件: what a bureau wants its desk to be told of beyond the verdicts.</summary>
internal sealed class AlarmCondition : IScoped, IVersioned
{
    public required string Id { get; init; }
    public long Version { get; set; }
    /// <summary>Short number for messages, counted from 1.</summary>
    public int Number { get; init; }
    public required string Name { get; set; }
    /// <summary>Area of who made it.</summary>
    public required string Division { get; init; }
    public required AlarmScope Scope { get; set; }
    public required AlarmRule Rule { get; set; }
    public bool Enabled { get; set; }
    /// <summary>Data before are none of its business: it was made, changed or switched on then.</summary>
    public DateTimeOffset StartsAt { get; set; }
    public required string MadeBy { get; init; }
    public DateTimeOffset MadeAt { get; init; }
    public required string EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }

    /// <summary>What is kept of it before and after a change.</summary>
    public AlarmWording Wording => new(Name, Enabled, Scope, Rule);
}

/// <summary>A condition as it was worded.</summary>
internal sealed record AlarmWording(string Name, bool Enabled, AlarmScope Scope, AlarmRule Rule);

/// <summary>A change of a condition, with what it was before.</summary>
internal sealed class AlarmConditionChange : IScoped
{
    public required string Id { get; init; }
    public required string ConditionId { get; init; }
    public required string Division { get; init; }
    public required string By { get; init; }
    public required string Post { get; init; }
    public DateTimeOffset At { get; init; }
    public required string Reason { get; init; }
    /// <summary>Null when it was made.</summary>
    public AlarmWording? Before { get; init; }
    public required AlarmWording After { get; init; }
}

/// <summary>Which condition, and where.</summary>
internal abstract class AlarmAtOutlet : IScoped
{
    public required string Id { get; init; }
    public required string ConditionId { get; init; }
    public required string ConditionName { get; init; }
    public required string OutletId { get; init; }
    public required string OutletName { get; init; }
    public required string EnterpriseId { get; init; }
    public required string EnterpriseName { get; init; }
    public required string Division { get; init; }
}

/// <summary>Where a condition stands for one outlet.</summary>
internal sealed class AlarmStanding : AlarmAtOutlet
{
    /// <summary>0 when nothing is raised.</summary>
    public int Level { get; set; }
    public required string LevelName { get; set; }
    public required string Colour { get; set; }
    public DateTimeOffset? RaisedAt { get; set; }
    public required string Say { get; set; }
    public required AlarmState State { get; set; }
    public DateTimeOffset LookedAt { get; set; }
}

/// <summary>触发、升级、重复、降级、解除. Never changed.</summary>
internal sealed class AlarmStep : AlarmAtOutlet
{
    public AlarmEventKind Kind { get; init; }
    public int Level { get; init; }
    public required string LevelName { get; init; }
    public required string Colour { get; init; }
    /// <summary>By the data.</summary>
    public DateTimeOffset At { get; init; }
    public DateTimeOffset NoticedAt { get; init; }
    public required string Say { get; init; }
}
