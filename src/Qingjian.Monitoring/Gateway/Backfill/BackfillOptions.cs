using System.ComponentModel.DataAnnotations;

namespace Qingjian.Monitoring.Gateway.Backfill;

/// <summary>Settings of asking loggers for what is missing (section <c>Backfill</c>). When a value is missing, and when it is asked for again, is law data.</summary>
internal sealed class BackfillOptions
{
    /// <summary>Whether the gateway asks by itself.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often connected loggers are looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a logger is left alone after it connected or sent late data by itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan LeaveAlone { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Conversations of this kind at once, over all loggers. One logger has one at a time.</summary>
    [Range(1, 1000)] public int AtOnce { get; set; } = 20;

    /// <summary>Most periods asked for in one command.</summary>
    [Range(1, 1000)] public int MostPeriods { get; set; } = 144;

    /// <summary>Most commands to one logger in one look; what is left waits for the next.</summary>
    [Range(1, 1000)] public int MostAsks { get; set; } = 40;
}
