using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>Furnishes the demo city with a few conditions, through the same act as people.</summary>
internal sealed class SeedConditions(MonitoringDb db, KeepCondition keep)
{
    private static readonly string[] MainFactors = ["a34013", "a21026", "a21002"];

    public async Task Run(CancellationToken stop)
    {
        if (await db.Set<AlarmCondition>().AnyAsync(stop)) return;
        foreach (var form in Forms())
            if (!(await keep.Enter(form, stop)).Try(out _, out var why)) throw new InvalidDataException(why.Message);
        // The loggers send the hours before the first start as well: those count for the city.
        var yesterday = db.Now.AddDays(-1);
        await db.Set<AlarmCondition>().ExecuteUpdateAsync(set => set.SetProperty(condition => condition.StartsAt, yesterday), stop);
    }

    private static IEnumerable<ConditionForm> Forms()
    {
        var air = new AlarmScope(Medium.Air, "", [], []);
        yield return new("废气小时值逼近限值", air, new([
            new("提示", "blue", Any(80, 70), 0, 60),
            new("预警", "yellow", Any(90, 80), 0, 60),
            new("报警", "orange", Any(100, 95), 120, 60)], new(360, 4), null), "按值班制度第5条设置：先提示，再预警，连续两小时超过限值报警");
        yield return new("实时数据长时间没有收到", new(null, "", [], []), new([
            new("提示", "blue", new(AlarmTermKind.NoData) { Period = AlarmPeriod.Realtime, Minutes = 30 }, 0, 0),
            new("报警", "yellow", new(AlarmTermKind.NoData) { Period = AlarmPeriod.Realtime, Minutes = 120 }, 0, 0)], null, null), "数据中断半小时提示值班人员，两小时报警");
        yield return new("夜间氮氧化物偏高", air, new([
            new("预警", "yellow", new(AlarmTermKind.All)
            {
                Terms = [Compare("a21002", AlarmPeriod.Minute, AlarmComparison.AtLeast, AlarmMeasure.HourLimit, 70, 60), Compare("a19001", AlarmPeriod.Minute, AlarmComparison.Below, AlarmMeasure.Number, 19, null)],
            }, 30, 30)], null, new([], new(20, 0), new(8, 0), AlarmDays.Every)), "夜间排放偏高多发，生产期间（氧含量低于19%）持续30分钟提醒值班人员");
    }

    private static AlarmTerm Any(decimal number, decimal clear) => new(AlarmTermKind.Any)
    {
        Terms = [.. MainFactors.Select(factor => Compare(factor, AlarmPeriod.Hour, AlarmComparison.Above, AlarmMeasure.HourLimit, number, clear))],
    };

    private static AlarmTerm Compare(string factor, AlarmPeriod period, AlarmComparison comparison, AlarmMeasure measure, decimal number, decimal? clear) =>
        new(AlarmTermKind.Compare) { Factor = factor, Period = period, Comparison = comparison, Measure = measure, Number = number, Clear = clear };
}
