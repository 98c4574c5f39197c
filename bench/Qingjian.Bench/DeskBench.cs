using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Bench;

/// <summary>What the marking page asks for, answered over HTTP with a year of hours, ten-minute values and marks behind the outlet.</summary>
internal static class DeskBench
{
    private const int Days = 365, Rounds = 200;

    public static int Run(string[] args) => Measure().GetAwaiter().GetResult();

    private static async Task<int> Measure()
    {
        await using var house = await CrowdHouse.Open(10, new Dictionary<string, string?> { ["Schedule:Enabled"] = "false" });
        var today = BeijingTime.DayOf(DateTimeOffset.UtcNow);
        for (var place = 0; place < house.Plants.Count; place++) Fill(house, place, today);
        await Marks(house, today);
        using var page = await house.As(Role.MonitoringEngineer);
        var times = new List<double>();
        for (var round = -10; round < Rounds; round++)
        {
            var (outlet, day) = (house.OutletIds[Math.Abs(round) % house.OutletIds.Count], today.AddDays(-Random.Shared.Next(Days)));
            var from = BeijingTime.StartOf(day);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(
                page.GetStringAsync($"/api/marks/outlets?q="),
                page.GetStringAsync($"/api/marks/desk?outletId={outlet}&day={day:yyyy-MM-dd}"),
                page.GetStringAsync($"/api/readings/series?outlet={outlet}&kind={(round % 2 == 0 ? "minute" : "hour")}&value=judged&from={from.UtcDateTime:O}&to={from.AddDays(1).UtcDateTime:O}"),
                page.GetStringAsync($"/api/marks?outletId={outlet}&size=20"));
            if (round >= 0) times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"marking page, a year behind it: its four requests side by side p50 {Quantile.Of(times, 0.5):0} ms, p99 {Quantile.Of(times, 0.99):0} ms, longest {times[^1]:0} ms (limit 200 ms), {Rounds} random days of {house.OutletIds.Count} outlets"));
        return 0;
    }

    // Three marks a week of a device, each a line of calibration.
    private static async Task Marks(CrowdHouse house, DateOnly today)
    {
        await using var scope = house.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<MonitoringDb>();
        foreach (var outlet in house.OutletIds)
            for (var day = today.AddDays(-Days); day <= today; day = day.AddDays(2))
                db.Marks.Add(new Mark
                {
                    Id = NewId.Make(),
                    Division = "611002",
                    OutletId = outlet,
                    Kind = "C",
                    Name = "校准",
                    FromAt = BeijingTime.StartOf(day).AddHours(8),
                    ToAt = BeijingTime.StartOf(day).AddHours(9),
                    MadeBy = "测量",
                    MadeAt = BeijingTime.StartOf(day).AddHours(10),
                    AcceptedAt = BeijingTime.StartOf(day).AddHours(10),
                });
        await db.Commit(new Act("bench.marks", "mark", NewId.Make(), "登记一年的标记"), default);
    }

    private static void Fill(CrowdHouse house, int place, DateOnly today)
    {
        var store = house.Services.GetRequiredService<IReadingStore>();
        var plant = house.Plants[place];
        for (var day = today.AddDays(-Days); day <= today; day = day.AddDays(1))
        {
            var incoming = new List<IncomingReading>();
            for (var minute = 0; minute < 1440; minute += plant.MinuteInterval)
            {
                var at = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
                incoming.Add(Reading(plant, PeriodKind.Minute, at));
                if (minute % 60 == 0) incoming.Add(Reading(plant, PeriodKind.Hour, at));
            }
            store.Write(incoming, store.Cursor, BeijingTime.StartOf(day).ToUnixTimeMilliseconds());
        }
    }

    private static IncomingReading Reading(Simulator.Plants.Plant plant, PeriodKind kind, DateTime at)
    {
        var packer = new PartPacker();
        packer.Begin();
        foreach (var factor in plant.Factors)
        {
            packer.Factor(Encoding.ASCII.GetBytes(factor.Code));
            var value = Encoding.ASCII.GetBytes(Math.Round(factor.Level + factor.Spread * (Random.Shared.NextDouble() - 0.5), factor.Decimals).ToString(CultureInfo.InvariantCulture));
            packer.Value("Avg"u8, value);
            if (factor.Converted) packer.Value("ZsAvg"u8, value);
            packer.Flag('N');
        }
        return new IncomingReading(plant.Mn, kind, new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds(), packer.End(new Origin(new RawId(1), 1, 1), false));
    }
}
