using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Tests.Judgement;

/// <summary>What an example of a check shows.</summary>
public enum ExampleKind
{
    /// <summary>Hit.</summary>
    Positive,
    /// <summary>In order.</summary>
    Negative,
    /// <summary>On the border between the two, hit or not.</summary>
    Edge,
}

/// <summary>One example of a check.</summary>
internal sealed record CheckExample(string Code, ExampleKind Kind, string Say, bool Hit, Func<IEnumerable<PatternHit>> Run);

/// <summary>Hours, minutes and marks for examples.</summary>
internal static class Given
{
    internal static readonly DateTime First = new(2026, 6, 1);
    internal static readonly PatternRule Checks = Law.Book.PatternsOn(Law.Day)!;

    /// <summary>Values that look natural: no repeats, no drift, all last digits, far below the limit.</summary>
    internal static decimal Natural(int n)
    {
        var mixed = (uint)(n + 1) * 2_654_435_761u;
        mixed = (mixed ^ mixed >> 15) * 2_246_822_519u;
        return 30m + (mixed >> 8) % 200 * 0.1m;
    }

    internal static FactorSeries Series(int count, Func<int, SeriesHour, SeriesHour>? change = null, string factor = "a21002", Medium medium = Medium.Air, decimal? limit = 100m, Func<FactorSeries, FactorSeries>? more = null)
    {
        var series = new FactorSeries(factor, medium, limit, 0.1m, [.. Enumerable.Range(0, count).Select(n =>
        {
            var hour = new SeriesHour(First.AddHours(n), Natural(n)) { Measured = Natural(n), Oxygen = 9m };
            return change?.Invoke(n, hour) ?? hour;
        })]);
        return more?.Invoke(series) ?? series;
    }

    /// <summary>Hits of series of hours.</summary>
    internal static Func<IEnumerable<PatternHit>> In(params FactorSeries[] series) => () => FindPatterns.In(series, First, Checks);

    /// <summary>Hits of one series that differs from a natural one in one hour.</summary>
    internal static Func<IEnumerable<PatternHit>> OneHour(Func<SeriesHour, SeriesHour> change, string factor = "a21002", Medium medium = Medium.Air, decimal? limit = 100m, Func<FactorSeries, FactorSeries>? more = null) =>
        In(Series(24, (n, hour) => n == 5 ? change(hour) : hour, factor, medium, limit, more));

    /// <summary>Hits of one series in which hours 30 to 30 + length differ.</summary>
    internal static Func<IEnumerable<PatternHit>> Stretch(int length, Func<SeriesHour, SeriesHour> change, string factor = "a21002", Medium medium = Medium.Air, decimal? limit = 100m, int count = 120) =>
        In(Series(count, (n, hour) => n >= 30 && n < 30 + length ? change(hour) : hour, factor, medium, limit));

    internal static CheckExample Yes(string code, string say, Func<IEnumerable<PatternHit>> run) => new(code, ExampleKind.Positive, say, true, run);

    internal static CheckExample No(string code, string say, Func<IEnumerable<PatternHit>> run) => new(code, ExampleKind.Negative, say, false, run);

    internal static CheckExample Edge(string code, string say, bool hit, Func<IEnumerable<PatternHit>> run) => new(code, ExampleKind.Edge, say, hit, run);
}
