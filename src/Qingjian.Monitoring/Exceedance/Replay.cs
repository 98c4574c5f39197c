using Qingjian.Judgement;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Registry.Contract;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>Judges one outlet and day again from what is stored, and writes nothing.</summary>
internal sealed class Replay(MonitoringDb db, Rulebook book, ISources sources, GatherHours gather, JudgeDays days, JudgeFurnace furnaces, JudgeMarking marking)
{
    /// <param name="Stored">The packed rows as they are kept, by period and beginning.</param>
    /// <param name="Now">The same rows as judged now.</param>
    public sealed record Result(IReadOnlyDictionary<(LimitPeriod, DateTime), JudgedRow> Stored, IReadOnlyList<JudgedNow> Now);

    /// <summary>Null for an outlet the caller may not see, or one without limits on the day.</summary>
    /// <param name="outletId">Outlet.</param>
    /// <param name="day">Day of the data.</param>
    /// <param name="rulesOf">Judge by the rules of another day instead: what would they have said.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Result?> Day(string outletId, DateOnly day, DateOnly? rulesOf, CancellationToken stop)
    {
        if (await sources.DutiesOf(outletId, day, stop) is not { } duties || OutletLaw.Of(book, duties, rulesOf) is not { } law) return null;
        var rows = new JudgedRows(db);
        var first = JudgedRow.SlotOf(LimitPeriod.Hour, day.ToDateTime(TimeOnly.MinValue));
        var hours = (await rows.Read(LimitPeriod.Hour, [outletId], first, first + 23, stop)).Values.ToDictionary(row => row.Start);
        var slot = JudgedRow.SlotOf(LimitPeriod.Day, day.ToDateTime(TimeOnly.MinValue));
        var whole = await rows.Read(LimitPeriod.Day, [outletId], slot, slot, stop);
        var stored = hours.Values.Concat(whole.Values).ToDictionary(row => (row.Period, row.Start));

        var decided = (await days.DecisionsOf([outletId], day, stop))(outletId);
        var values = gather.Of(law, 0, 24, decided, (factor, hour) => JudgeDays.MinutesOf(hours, factor, hour));
        var now = JudgeOutlet.Hours(law, values).ToList();
        var marked = (await marking.Over([outletId], day, stop))(law, values);
        if (JudgeOutlet.Day(law, values, whole.Count > 0, [.. await furnaces.Of(law, stop), .. marked]) is { } judged) now.Add(judged);
        return new(stored, now);
    }
}
