using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Readings;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Monitoring.Marks;

/// <summary>What an outlet sent around a mark, in the form the checks ask for.</summary>
internal sealed class MarkSamples(ReadSource read, Rulebook book)
{
    private const string Oxygen = "a19001", Furnace = "a01901";
    private static readonly string[] Flows = ["a00000", "w00000"];

    /// <summary>Doubts of one mark against the data that are here by now.</summary>
    public IReadOnlyList<MarkDoubt> Against(Mark mark, MarkDefinition kind, OutletDuties duties, MarkChecks checks)
    {
        if (read.Find(mark.OutletId, null) is not { } source) return [];
        var placed = mark.Placed;
        var factors = OutletLaw.Of(book, duties) is { } law ? Factors(law, source, placed) : [];
        return Contradictions.Of(placed, kind, Samples(source, mark.FromAt, mark.ToAt), UsualFlow(source, mark.FromAt, checks.UsualDays), factors, checks);
    }

    // Minutes where there are any, else hours.
    private List<MarkSample> Samples(ReadSource.Source source, DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var kind in (PeriodKind[])[PeriodKind.Minute, PeriodKind.Hour])
        {
            var rows = read.Read(source, kind, from, to);
            if (rows.Count == 0) continue;
            var minutes = (int)ReadSource.StepOf(kind, source.First).TotalMinutes;
            var hot = read.Read(source, PeriodKind.FiveMinute, from, to).ToDictionary(row => row.Time, row => Good(row, Furnace));
            return [.. rows.Select(row => new MarkSample(BeijingTime.ClockOf(row.Time), minutes)
            {
                Oxygen = Good(row, Oxygen),
                Flow = Flows.Select(code => Good(row, code)).FirstOrDefault(value => value is not null),
                Furnace = Good(row, Furnace) ?? hot.GetValueOrDefault(row.Time),
                Flagged = row.Factors.Any(factor => factor.Flag is 'M' or 'C' or 'D'),
            })];
        }
        return [];
    }

    private decimal? UsualFlow(ReadSource.Source source, DateTimeOffset before, int days)
    {
        var flows = read.Read(source, PeriodKind.Hour, before.AddDays(-days), before).Select(row => Flows.Select(code => Good(row, code)).FirstOrDefault(value => value is not null)).OfType<decimal>().ToList();
        return flows.Count == 0 ? null : flows.Average();
    }

    private List<MarkedFactor> Factors(OutletLaw law, ReadSource.Source source, PlacedMark mark)
    {
        var hours = read.Read(source, PeriodKind.Hour, BeijingTime.InstantOf(mark.From.Date), BeijingTime.InstantOf(mark.To.AddHours(2)));
        var found = new List<MarkedFactor>();
        foreach (var factor in law.Factors)
            if (law.Rules.Limits.For(factor.Code, LimitPeriod.Day).Where(limit => limit is { IsBinding: true, ManualOnly: false }).MinBy(limit => limit.Range.High) is { } limit)
                found.Add(new(law.Rules.Factors(factor.Code)?.Name ?? factor.Code, limit.Range.High, hours.Select(row => (BeijingTime.ClockOf(row.Time), Value: row.Find(factor.Code) is { } cell ? cell.Converted ?? cell.Value : null))
                    .Where(each => each.Value is not null).DistinctBy(each => each.Item1).ToDictionary(each => each.Item1, each => each.Value!.Value)));
        return found;
    }

    // A value that is itself flagged says nothing of the plant.
    private static decimal? Good(Reading row, string code) => row.Find(code) is { Flag: 'N' or 'T' or 'F', Suspect: false } factor ? factor.Value : null;
}
