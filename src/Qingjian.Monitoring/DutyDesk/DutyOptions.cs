using System.ComponentModel.DataAnnotations;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>The duty desk (configuration section <c>Duty</c>).</summary>
public sealed class DutyOptions
{
    /// <summary>Minutes after which an alarm that nobody answered is told to those who subscribed.</summary>
    [Range(1, 1440)] public int UnattendedMinutes { get; set; } = 30;
}
