using Qingjian.Hj212;
using Qingjian.Monitoring.Contract;

namespace Qingjian.Monitoring.Readings;

/// <summary>Why a stretch of time has no valid value.</summary>
internal enum GapKind
{
    /// <summary>缺数: nothing came.</summary>
    Missing,
    /// <summary>无效: a value came with a flag that does not count.</summary>
    Invalid,
    /// <summary>停运.</summary>
    Stopped,
}

/// <param name="At">Start of the period or bucket, Beijing time.</param>
/// <param name="Value">Value of record, or the mean of the bucket's valid values; null where there is none.</param>
/// <param name="Low">Least value of the bucket.</param>
/// <param name="High">Greatest value of the bucket.</param>
/// <param name="Flag">The flag, or the most frequent abnormal one of the bucket.</param>
/// <param name="Count">Values the point stands for.</param>
internal sealed record SeriesPoint(DateTimeOffset At, decimal? Value, decimal? Low, decimal? High, char Flag, int Count, bool Valid, bool Late, bool Revised, bool Suspect);

/// <param name="Until">Exclusive.</param>
/// <param name="Word">Chinese, e.g. 缺数 or 校准.</param>
internal sealed record SeriesGap(DateTimeOffset From, DateTimeOffset Until, GapKind Kind, string Word);

/// <summary>Which number of a factor is shown.</summary>
internal enum SeriesValue
{
    /// <summary>Converted where there is one, else measured.</summary>
    Judged,
    /// <summary>实测值.</summary>
    Measured,
    /// <summary>折算值.</summary>
    Converted,
    /// <summary>累计值.</summary>
    Total,
}

/// <summary>Makes the points and gaps of one factor out of readings in order of time.</summary>
internal static class SeriesOf
{
    /// <param name="readings">One factor's readings, oldest first.</param>
    /// <param name="step">How often a value is due.</param>
    /// <param name="until">Exclusive; nothing is due after <paramref name="dueBefore"/>.</param>
    /// <param name="points">Most points wanted; more are put together in equal buckets.</param>
    public static (IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesGap> Gaps, int BucketSeconds) Make(
        IReadOnlyList<(Reading Reading, FactorReading Factor)> readings, SeriesValue which, TimeSpan step,
        DateTimeOffset from, DateTimeOffset until, DateTimeOffset dueBefore, int points)
    {
        var all = readings.Select(pair => Point(pair.Reading, pair.Factor, which)).ToList();
        var gaps = Gaps(all, step, from, until < dueBefore ? until : dueBefore);
        if (all.Count <= points) return (all, gaps, 0);
        var seconds = (int)Math.Max(step.TotalSeconds, Math.Ceiling((until - from).TotalSeconds / points / step.TotalSeconds) * step.TotalSeconds);
        return ([.. all.GroupBy(point => (point.At - from).Ticks / (seconds * TimeSpan.TicksPerSecond))
            .Select(bucket => Bucket([.. bucket], from.AddSeconds(bucket.Key * seconds)))], gaps, seconds);
    }

    /// <summary>N and T count for judgement (HJ 212-2017 table 8).</summary>
    public static bool IsValid(char flag) => flag is 'N' or 'T';

    private static SeriesPoint Point(Reading reading, FactorReading factor, SeriesValue which)
    {
        var (value, low, high) = which switch
        {
            SeriesValue.Measured => (factor.Value, factor.Min, factor.Max),
            SeriesValue.Converted => (factor.Converted, factor.ConvertedMin, factor.ConvertedMax),
            SeriesValue.Total => (factor.Total, null, null),
            _ when factor.Converted is not null => (factor.Converted, factor.ConvertedMin, factor.ConvertedMax),
            _ => (factor.Value, factor.Min, factor.Max),
        };
        return new SeriesPoint(reading.Time, value, low, high, factor.Flag, 1, value is not null && IsValid(factor.Flag), factor.Late, reading.Revision > 0, factor.Suspect);
    }

    private static SeriesPoint Bucket(List<SeriesPoint> points, DateTimeOffset at)
    {
        var valid = points.Where(point => point.Valid).ToList();
        var values = points.Where(point => point.Value is not null).ToList();
        var flag = points.Where(point => !IsValid(point.Flag)).GroupBy(point => point.Flag).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key ?? 'N';
        var shown = valid.Count > 0 ? valid : values;
        return new SeriesPoint(at, shown.Count == 0 ? null : decimal.Round(shown.Average(point => point.Value!.Value), 4),
            shown.Count == 0 ? null : shown.Min(point => point.Low ?? point.Value), shown.Count == 0 ? null : shown.Max(point => point.High ?? point.Value),
            flag, points.Count, valid.Count > 0, points.Exists(point => point.Late), points.Exists(point => point.Revised), points.Exists(point => point.Suspect));
    }

    private static List<SeriesGap> Gaps(List<SeriesPoint> points, TimeSpan step, DateTimeOffset from, DateTimeOffset until)
    {
        var gaps = new List<SeriesGap>();
        var expected = from;
        foreach (var point in points)
        {
            // A beat that comes a little late is no gap.
            if (point.At - expected > step * 0.5 && point.At > expected) Add(gaps, expected, point.At, GapKind.Missing, "缺数");
            if (point.Flag == 'F') Add(gaps, point.At, point.At + step, GapKind.Stopped, "停运");
            else if (!IsValid(point.Flag)) Add(gaps, point.At, point.At + step, GapKind.Invalid, DataFlags.NameOf(point.Flag) ?? $"未知标记 {point.Flag}");
            else if (point.Value is null) Add(gaps, point.At, point.At + step, GapKind.Missing, "缺数");
            expected = point.At + step;
        }
        if (until - expected > step * 0.5) Add(gaps, expected, until, GapKind.Missing, "缺数");
        return gaps;
    }

    private static void Add(List<SeriesGap> gaps, DateTimeOffset from, DateTimeOffset until, GapKind kind, string word)
    {
        if (gaps.Count > 0 && gaps[^1] is var last && last.Kind == kind && last.Word == word && last.Until >= from) gaps[^1] = last with { Until = until };
        else gaps.Add(new SeriesGap(from, until, kind, word));
    }
}
