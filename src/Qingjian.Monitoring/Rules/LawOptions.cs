using System.ComponentModel.DataAnnotations;

namespace Qingjian.Monitoring.Rules;

/// <summary>Settings of the law (section <c>Law</c>).</summary>
internal sealed class LawOptions
{
    /// <summary>Up to how many years ahead of the present one a provisional calendar year stands in where no notice is loaded; dates on it
    /// are marked 暂定. Null: none at all, not even for the present year.</summary>
    [Range(0, 20)]
    public int? ProvisionalYearsAhead { get; set; }

    /// <summary>A folder with further law files: local standards, a province's discretion table, next year's calendar.</summary>
    public string? LocalFolder { get; set; }
}
