using System.ComponentModel.DataAnnotations;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

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

    public static Rulebook Load(HouseOptions house, LawOptions law, DateTimeOffset now)
    {
        var (book, faults) = law.LocalFolder is { Length: > 0 } local ? Rulebook.Load(house.LawFolder, local) : Rulebook.Load(house.LawFolder);
        if (faults.Count > 0) throw new InvalidDataException(string.Join("；", faults.Select(fault => fault.Message)));
        return law.ProvisionalYearsAhead is { } years ? book.WithProvisionalYears(book.Calendar.Years.Min(each => each.Year), BeijingTime.DayOf(now).Year + years) : book;
    }
}
