namespace Qingjian.Judgement;

/// <summary>The kinds of marks of one industry on a day (1+N: the general device rule and the industry's own conditions), with the time limits for making them.</summary>
/// <param name="Rule">The law file of the industry.</param>
/// <param name="Industry">Industry code of the ministry's portal: 00 general, 02 cement, 04 thermal power, 05 paper, 19 incineration.</param>
/// <param name="Name">Chinese name of the industry.</param>
/// <param name="Standards">Emission standards by which an outlet belongs to it.</param>
/// <param name="Incineration">Id of the incineration rule whose accounts are kept; null elsewhere.</param>
/// <param name="TakesDeviceMarks">The general device rule is joined to it.</param>
/// <param name="DeviceCountsAs">Device marks that count as a mark of the incineration rule.</param>
/// <param name="DeadlineDays">Days after the day of the data until which it is marked in time.</param>
/// <param name="DeadlineHour">Hour of that day, Beijing clock.</param>
/// <param name="FutureMinutes">How far ahead of now a mark may reach: clocks differ.</param>
/// <param name="LongestDays">Longest stretch of one mark.</param>
/// <param name="Marks">The kinds, in the order shown.</param>
public sealed record MarkCatalogue(
    Rule Rule, string Industry, string Name, IReadOnlyList<string> Standards, string? Incineration, bool TakesDeviceMarks, IReadOnlyDictionary<string, string> DeviceCountsAs,
    int DeadlineDays, int DeadlineHour, int FutureMinutes, int LongestDays, IReadOnlyList<MarkDefinition> Marks)
{
    /// <summary>Code of the condition a source is in when nothing is marked.</summary>
    public const string Normal = "normal";

    /// <summary>The kind of a code, or null.</summary>
    public MarkDefinition? Find(string code) => Marks.FirstOrDefault(mark => mark.Code == code);

    /// <summary>Until when the data of a Beijing day are marked in time, Beijing clock (notice 21 of 2022: 12:00 of the next day).</summary>
    public DateTime DueFor(DateOnly day) => day.AddDays(DeadlineDays).ToDateTime(new TimeOnly(DeadlineHour, 0));

    /// <summary>Whether one condition may follow another (M38).</summary>
    public bool Follows(string before, string after) => before == after || Find(after) is not { Level: MarkLevel.Source } kind || kind.After.Contains(before);

    /// <summary>The same catalogue with the general device marks behind its own.</summary>
    internal MarkCatalogue With(MarkCatalogue? device) => !TakesDeviceMarks || device is null ? this
        : this with { Marks = [.. Marks, .. device.Marks.Select(mark => mark with { CountsAs = DeviceCountsAs.GetValueOrDefault(mark.Code) })] };

    internal static MarkCatalogue Read(LawNode node, Rule rule) => new(
        rule, node.Text("industry"), node.Text("name"), node.Texts("standards"), node.TextOr("incineration"), node.Flag("device_marks"), node.TextMap("device_counts_as"),
        node.Whole("deadline_days"), node.Whole("deadline_hour"), node.Whole("future_minutes"), node.Whole("longest_days"), [.. node.Items("marks").Select(MarkDefinition.Read)]);
}
