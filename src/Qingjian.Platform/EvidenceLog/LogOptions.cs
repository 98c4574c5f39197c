using System.ComponentModel.DataAnnotations;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The evidence log (configuration section <c>Evidence</c>).</summary>
public sealed class LogOptions
{
    /// <summary>Name of this house's log, best its address: <c>env.example.gov.cn/qingjian/evidence</c>. Taken once, when the log is made;
    /// a log cannot change its name.</summary>
    [Required, RegularExpression(@"^[A-Za-z0-9.:_/-]{3,120}$", ErrorMessage = "Evidence:Origin 只能用字母、数字和 . : _ / -，3 至 120 位。")]
    public string Origin { get; set; } = "qingjian.localhost/evidence";

    /// <summary>A second folder that keeps the last signed checkpoint, best on another disk; by default beside the log in the data folder.</summary>
    public string? SecondPlace { get; set; }

    /// <summary>Longest time between growth and the next checkpoint.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CheckpointEvery { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Keeps a second tree in SM3 over the same entries.</summary>
    public bool Sm3 { get; set; }
}
