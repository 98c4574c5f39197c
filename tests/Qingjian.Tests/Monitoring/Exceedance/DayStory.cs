using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Marks;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Exceedance;

/// <summary>A day of an incinerator made by chance from a number: hours with gaps, flags, corrections and packets sent again, minutes, furnace temperatures, marks.
/// It can be lived through in any order.</summary>
internal sealed partial class DayStory
{
    internal static readonly DateOnly Day = new(2026, 11, 17);

    private sealed record Packet(PeriodKind Kind, DateTime At, string Text, char Flag, long Qn);

    private sealed record StoryMark(string Kind, double From, double To, double MadeHour);

    private readonly List<Packet> packets = [];
    private readonly List<StoryMark> marks = [];
    private long qn = 1000;

    public DayStory(int seed)
    {
        var chance = new Random(seed);
        var midnight = Day.ToDateTime(TimeOnly.MinValue);
        for (var hour = 0; hour < 24; hour++)
        {
            if (chance.Next(100) < 10) continue;
            var at = midnight.AddHours(hour);
            var first = Hour(at, chance);
            // Of one hour an older packet, a correction, or the same values under a later number.
            if (chance.Next(100) < 15) packets.Add(Hour(at, chance) with { Qn = first.Qn - 500 });
            packets.Add(first);
            if (chance.Next(100) < 20) packets.Add(Hour(at, chance));
            if (chance.Next(100) < 15) packets.Add(packets[^1] with { Qn = ++qn });
        }
        foreach (var hour in (int[])[3, 15])
            for (var minute = 0; minute < 60; minute += 10)
                packets.Add(new(PeriodKind.Minute, midnight.AddHours(hour).AddMinutes(minute), "a21005:Avg=50,ZsAvg=50;a34013:Avg=5,ZsAvg=5", chance.Next(3) == 0 ? 'D' : 'N', ++qn));
        for (var slot = 0; slot < 12; slot++)
            packets.Add(new(PeriodKind.FiveMinute, midnight.AddMinutes(5 * chance.Next(288)), $"a01901:Avg={(chance.Next(3) > 0 ? 840 : 905)}", 'N', ++qn));
        string[] kinds = ["start-up", "drying", "stopped", "maintenance"];
        for (var n = chance.Next(3); n > 0; n--)
        {
            var from = chance.Next(0, 80) / 4d;
            marks.Add(new(kinds[chance.Next(kinds.Length)], from, from + chance.Next(1, 16) / 4d, (chance.Next(2) == 0 ? 23 : 40) + n / 4d));
        }
    }

    private Packet Hour(DateTime at, Random chance)
    {
        string[] monoxides = ["20", "50.5", "79.9", "80", "80.1", "100", "101", "300"];
        string[] dusts = ["5", "20", "20.5", "30.1", "151"];
        var (one, other) = (monoxides[chance.Next(monoxides.Length)], dusts[chance.Next(dusts.Length)]);
        var oxygen = chance.Next(10) == 0 ? "20.95" : "10";
        return new(PeriodKind.Hour, at, $"a34013:Avg={other},ZsAvg={other},Cou=0.2;a21005:Avg={one},ZsAvg={one},Cou=1.5;a21026:Avg=20,ZsAvg=20,Cou=0.4;a00000:Avg=10,Cou=36000;a19001:Avg={oxygen}", "NNNNNNNMDFCB"[chance.Next(12)], ++qn);
    }

    /// <summary>Lives the day in order of the packets, marks before them, closed at the end.</summary>
    public Task<SupervisionScene> InOrder(HostFixture host) => Live(host, [.. packets.OrderBy(packet => packet.Qn)], 0, 1, int.MaxValue);

    /// <summary>Lives it in an order drawn from a number: some packets twice, judged between, closed and marked at any time.</summary>
    public Task<SupervisionScene> InAnyOrder(HostFixture host, int seed)
    {
        var chance = new Random(seed);
        var all = packets.Concat(packets.Where(_ => chance.Next(5) == 0)).OrderBy(_ => chance.Next()).ToList();
        return Live(host, all, chance.Next(5), 4, chance.Next(5));
    }

    private async Task<SupervisionScene> Live(HostFixture host, List<Packet> all, int marksAfter, int stretches, int closedAfter)
    {
        var scene = await SupervisionScene.Incinerator(host);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await Open(scene);
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            if (stretch == marksAfter) await Mark(scene);
            if (stretch == closedAfter) await scene.Run<CloseDays>();
            var size = (all.Count + stretches - 1) / stretches;
            foreach (var packet in all.Skip(stretch * size).Take(size)) scene.Store(packet.Kind, packet.At, packet.Text, packet.Flag, packet.Qn);
            await scene.Judge();
        }
        if (marksAfter >= stretches) await Mark(scene);
        if (closedAfter >= stretches) await scene.Run<CloseDays>();
        await scene.Judge();
        return scene;
    }

    // The day is open again, whatever was lived before in this house.
    private static Task<int> Open(SupervisionScene scene) => OpenAfter(scene, Day.AddDays(-1));

    internal static Task<int> OpenAfter(SupervisionScene scene, DateOnly closed) => scene.Host.InScope(services => services.GetRequiredService<MonitoringDb>().Database.ExecuteSqlAsync(
        $"INSERT INTO monitoring_judgement_state (key, value) VALUES ({JudgementState.ClosedDay}, {closed.DayNumber}) ON CONFLICT (key) DO UPDATE SET value = excluded.value"));

    private async Task Mark(SupervisionScene scene)
    {
        var midnight = new DateTimeOffset(Day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        foreach (var mark in marks)
        {
            var id = await TellerScenes.Lay(scene, mark.Kind, midnight.AddHours(mark.From), midnight.AddHours(mark.To), midnight.AddHours(mark.MadeHour));
            await scene.Host.InScope(async services =>
            {
                await services.GetRequiredService<MonitoringDb>().Commit(new Act("test.mark", "mark", id, "标记生效").Tell(new MarkAccepted(id, scene.OutletId, midnight.AddHours(mark.From), midnight.AddHours(mark.To))), default);
                return true;
            });
        }
        await scene.Host.TellFacts();
    }

    /// <summary>Everything the house says of the day: packed rows, verdicts as judged from the store with all their bytes, records that stand. Names of outlet and logger and
    /// the numbers of raw packets, which count arrivals, are left out.</summary>
    public static Task<List<string>> Said(SupervisionScene scene) => Said(scene, Day);

    /// <summary>The same of another day.</summary>
    public static Task<List<string>> Said(SupervisionScene scene, DateOnly day) => scene.Host.InScope(async services =>
    {
        var replay = (await services.GetRequiredService<Replay>().Day(scene.OutletId, day, null, default))!;
        var said = new List<string>();
        foreach (var now in replay.Now.OrderBy(each => each.Row.Period).ThenBy(each => each.Row.Start))
        {
            var stored = replay.Stored.GetValueOrDefault((now.Row.Period, now.Row.Start));
            said.Add($"{now.Row.Period} {now.Row.Start:HH} {stored?.Layout} {Convert.ToHexString((stored?.Body() ?? []).Skip(8).ToArray())} {(stored?.Digest == now.Row.Digest ? "as replayed" : "NOT AS REPLAYED")}");
            said.AddRange(now.Verdicts.Select(verdict => Masked(System.Text.Encoding.UTF8.GetString(verdict.Canonical()), scene)));
        }
        var records = await services.GetRequiredService<MonitoringDb>().Verdicts.AsNoTracking().Where(verdict => verdict.OutletId == scene.OutletId && verdict.SupersededAt == null).ToListAsync();
        said.AddRange(records.OrderBy(record => record.Period).ThenBy(record => record.StartAt).ThenBy(record => record.Factor, StringComparer.Ordinal)
            .Select(record => string.Create(CultureInfo.InvariantCulture, $"{record.Period} {record.StartAt.UtcDateTime:dd HH} {record.Factor} {record.AwaitsReview} {Masked(record.Canonical, scene)}")));
        return said;
    });

    /// <summary>How often anything was written about the outlet.</summary>
    public static Task<int> Written(SupervisionScene scene) => scene.Host.InScope(services => services.GetRequiredService<MonitoringDb>().Verdicts.CountAsync(verdict => verdict.OutletId == scene.OutletId));

    private static string Masked(string canonical, SupervisionScene scene) => Raw().Replace(canonical.Replace(scene.OutletId, "O", StringComparison.Ordinal).Replace(scene.Mn, "M", StringComparison.Ordinal), "原始报文#");

    [GeneratedRegex("原始报文[0-9]+")]
    private static partial Regex Raw();
}
