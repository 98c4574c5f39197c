using FsCheck;
using FsCheck.Fluent;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Exceedance;

/// <summary>Data that come after their day was closed, or correct it, leave the house saying what it would have said had they come in time: of their own day, and of every later
/// day that reckons with them (articles 10 to 12 of Order No. 10, memory; whether an outlet was connected).</summary>
public abstract class LateDataTests(HostFixture host, int rounds)
{
    private static readonly DateOnly First = new(2026, 11, 12), Last = new(2026, 11, 17);

    private sealed record Packet(DateTime At, string Text, char Flag, long Qn, bool Late);

    private static Config Rounds(int rounds) => Environment.GetEnvironmentVariable("QINGJIAN_LONG") is null
        ? Config.QuickThrowOnFailure.WithMaxTest(rounds).WithReplay(117, 2027)
        : Config.QuickThrowOnFailure.WithMaxTest(30 * rounds);

    [Fact]
    public void Late_and_corrected_hours_of_a_furnace_say_of_all_days_what_they_would_have_said_in_time() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Same(seed).GetAwaiter().GetResult();
            return true;
        }).Check(Rounds(rounds));

    private async Task Same(int seed)
    {
        var packets = Packets(new Random(seed));
        var inTime = await Live(packets, new Random(seed), [packets]);
        var chance = new Random(seed + 1);
        var late = packets.Where(packet => packet.Late).OrderBy(_ => chance.Next()).ToList();
        var third = (late.Count + 2) / 3;
        var afterwards = await Live(packets, new Random(seed), [[.. packets.Where(packet => !packet.Late)], [.. late.Take(third)], [.. late.Skip(third).Take(third)], [.. late.Skip(2 * third)]]);
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var (first, second) = (await DayStory.Said(inTime, day), await DayStory.Said(afterwards, day));
            first.ShouldNotContain(line => line.Contains("NOT AS REPLAYED", StringComparison.Ordinal), $"{day} in time");
            second.ShouldBe(first, $"{day}");
        }
    }

    private static List<Packet> Packets(Random chance)
    {
        var packets = new List<Packet>();
        long qn = 1000;
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var (silent, away) = (day > First.AddDays(3) && chance.Next(6) == 0, chance.Next(4) == 0);
            for (var hour = 0; hour < 24; hour++)
            {
                if (silent || chance.Next(14) == 0) continue;
                var at = day.ToDateTime(new TimeOnly(hour, 0));
                packets.Add(Hour(at, chance, ++qn, (away || chance.Next(10) == 0) && day < Last));
                if (chance.Next(12) == 0) packets.Add(Hour(at, chance, ++qn, day < Last));
            }
        }
        return packets;
    }

    private static Packet Hour(DateTime at, Random chance, long qn, bool late)
    {
        var dust = chance.Next(8) == 0 ? "151" : "5";
        var monoxide = ((string[])["20", "79.9", "101", "300"])[chance.Next(4)];
        return new(at, $"a34013:Avg={dust},ZsAvg={dust};a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={monoxide},ZsAvg={monoxide};a19001:Avg=10", "NNNNNNNNNDM"[chance.Next(11)], qn, late);
    }

    private async Task<SupervisionScene> Live(List<Packet> packets, Random chance, List<Packet>[] stretches)
    {
        packets.Count.ShouldBe(stretches.Sum(stretch => stretch.Count));
        var scene = await SupervisionScene.Incinerator(host);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await DayStory.OpenAfter(scene, First.AddDays(-1));
        var begin = new DateTimeOffset(First.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        // The first mark nearly fills the 60 hours of conditions: a later one finds room or none, as the dust of earlier ones allows.
        await TellerScenes.Lay(scene, "start-up", begin, begin.AddHours(68 + chance.Next(12)));
        for (var n = 0; n < 4; n++)
        {
            var from = begin.AddHours(82 + 14 * n + chance.Next(8));
            await TellerScenes.Lay(scene, chance.Next(4) == 0 ? "maintenance" : "fault", from, from.AddMinutes(30 * chance.Next(4, 16)));
        }
        foreach (var stretch in stretches)
        {
            foreach (var packet in stretch) scene.Store(PeriodKind.Hour, packet.At, packet.Text, packet.Flag, packet.Qn);
            await scene.Judge();
            await scene.Run<CloseDays>();
            await scene.Judge();
        }
        return scene;
    }

    [Fact]
    public async Task A_day_heard_of_late_shows_that_the_outlet_was_connected_when_it_sent_nothing_afterwards()
    {
        var scene = await SupervisionScene.Kiln(host);
        host.Clock.SetBeijing(2026, 11, 18, 13);
        await DayStory.OpenAfter(scene, new(2026, 11, 15));
        await scene.Judge();
        await scene.Run<CloseDays>();
        (await DayStory.Said(scene, new(2026, 11, 17))).ShouldNotContain(line => line.Contains("unmarked-gap", StringComparison.Ordinal));
        for (var hour = 0; hour < 24; hour++) scene.Dust(hour, 20m, day: 15);
        await scene.Judge();
        var said = await DayStory.Said(scene, new(2026, 11, 17));
        said.ShouldContain(line => line.Contains("unmarked-gap", StringComparison.Ordinal));
        said.ShouldNotContain(line => line.Contains("NOT AS REPLAYED", StringComparison.Ordinal));
    }
}

public sealed class LateDataOnSqlite(SqliteHost host) : LateDataTests(host, 3), IClassFixture<SqliteHost>;

public sealed class LateDataOnPostgres(PostgresHost host) : LateDataTests(host, 1), IClassFixture<PostgresHost>;
