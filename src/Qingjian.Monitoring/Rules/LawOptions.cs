using System.ComponentModel.DataAnnotations;
using Qingjian.Judgement;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Rules;

/// <summary>Settings of the law (section <c>Law</c>).</summary>
internal sealed class LawOptions
{
    /// <summary>Provisional calendar years are made through this year where no notice is loaded; dates on them are marked 暂定. Null: none.</summary>
    [Range(2000, 2200)]
    public int? ProvisionalThrough { get; set; }

    /// <summary>A folder with further law files: local standards, a province's discretion table, next year's calendar.</summary>
    public string? LocalFolder { get; set; }

    public static Rulebook Load(HouseOptions house, LawOptions law)
    {
        var (book, faults) = law.LocalFolder is { Length: > 0 } local ? Rulebook.Load(house.LawFolder, local) : Rulebook.Load(house.LawFolder);
        if (faults.Count > 0) throw new InvalidDataException(string.Join("；", faults.Select(fault => fault.Message)));
        return law.ProvisionalThrough is { } year ? book.WithProvisionalYears(book.Calendar.Years.Min(each => each.Year), year) : book;
    }
}
