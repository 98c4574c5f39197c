using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Checks.Trends;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.Supervision;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;
using PeriodKind = Qingjian.Monitoring.Contract.PeriodKind;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>For every trigger of the supervision rules the fact behind it, from data or marks to the order: who adds a trigger adds its scene.</summary>
internal static class TellerScenes
{
    private static readonly DateTimeOffset Tenth = At(10, 0);

    private static DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, TimeSpan.FromHours(8));

    public static readonly IReadOnlyDictionary<string, Func<HostFixture, Task<SupervisionScene>>> Of = new Dictionary<string, Func<HostFixture, Task<SupervisionScene>>>
    {
        ["hour_exceeded"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            scene.Dust(8, 35.2m);
            await scene.Judge();
            return scene;
        },
        ["hour_dispatch"] = async host =>
        {
            var scene = await SupervisionScene.Incinerator(host);
            Hours(scene, 18, 9, hour => hour == 8 ? 150 : 50);
            await scene.Judge();
            return scene;
        },
        ["day_exceeded"] = host => Days(host, 17),
        ["violation_time"] = host => Days(host, 15, 16, 17),
        ["day_warning"] = async host =>
        {
            var scene = await SupervisionScene.Ammonia(host);
            for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "w21003:Avg=6.2;w00000:Avg=10,Cou=36", day: 17);
            await Close(scene);
            return scene;
        },
        ["silence"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            scene.Store(PeriodKind.Realtime, new DateTime(2026, 11, 18, 10, 0, 0), "a34013:Rtd=20");
            host.Clock.SetBeijing(2026, 11, 18, 13);
            await scene.Run<WatchLinks>();
            return scene;
        },
        ["link_abnormal"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            host.Clock.SetBeijing(2026, 11, 18, 12);
            scene.Store(PeriodKind.Realtime, new DateTime(2026, 11, 18, 12, 0, 0), "a34013:Rtd=20");
            host.Clock.SetBeijing(2026, 11, 18, 12, 40);
            await scene.Run<WatchLinks>();
            await scene.Run<WatchLinks>();
            return scene;
        },
        ["data_missing"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            foreach (var hour in Enumerable.Range(0, 18).Except([5, 6, 7, 8])) scene.Dust(hour, 20m);
            host.Clock.SetBeijing(2026, 11, 18, 19, 30);
            await scene.Run<WatchMissing>();
            return scene;
        },
        ["trend"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            foreach (var (hour, dust) in new[] { (5, 18m), (6, 21m), (7, 24m), (8, 27m) }) scene.Dust(hour, dust);
            await host.InScope(async services => { await services.GetRequiredService<RemindTrends>().Look(new DateTime(2026, 11, 18, 9, 0, 0), [scene.OutletId], default); return true; });
            await host.TellFacts();
            return scene;
        },
        ["low_temperature"] = host => Furnace(host, 3),
        ["low_temperature_day"] = host => Furnace(host, 6),
        ["quota_running_out"] = host => Marked(host, "drying", Tenth.AddHours(-360), Tenth),
        ["quota_exceeded"] = host => Marked(host, "drying", Tenth.AddHours(-710), Tenth),
        ["maintenance_over"] = async host =>
        {
            var scene = await SupervisionScene.Incinerator(host);
            await Lay(scene, "maintenance", At(16, 0), At(17, 8));
            foreach (var day in (int[])[16, 17]) Hours(scene, day, 24, _ => 50);
            await Close(scene);
            return scene;
        },
        ["unmarked_gap"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            foreach (var hour in Enumerable.Range(0, 24).Except([5, 6, 7])) scene.Dust(hour, 20m, day: 17);
            await scene.Judge();
            await scene.Run<CloseDays>();
            host.Clock.SetBeijing(2026, 11, 18, 12, 1);
            await scene.Run<CloseMarking>();
            return scene;
        },
        ["fault_duration"] = async host =>
        {
            var scene = await SupervisionScene.Incinerator(host);
            await Make(scene, "fault", At(18, 4), At(18, 8), proof: true);
            return scene;
        },
        ["implausible_mark"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            await Make(scene, "maintenance", At(18, 3), At(18, 8));
            return scene;
        },
        ["false_mark"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            for (var hour = 4; hour < 8; hour++) scene.Dust(hour, 20m);
            await Make(scene, "stopped", At(18, 4), At(18, 8));
            return scene;
        },
        ["flow_in_stop"] = async host =>
        {
            var scene = await SupervisionScene.Incinerator(host);
            for (var hour = 0; hour < 24; hour++) scene.Hour(hour, "a00000:Avg=100;a19001:Avg=10", 17);
            for (var hour = 0; hour < 8; hour++) scene.Hour(hour, "a00000:Avg=80;a19001:Avg=20.9");
            await Make(scene, "stopped", At(18, 4), At(18, 8));
            return scene;
        },
        ["calibration_missed"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            using var engineer = await host.As(Role.MonitoringEngineer, "611002", name: "监测工程师");
            (await engineer.PostAsJsonAsync("/api/quality-checks", new { outletId = scene.OutletId, factor = "a21026", kind = "calibration", madeOn = At(16, 8), zeroDrift = 1m, worker = "运维员甲", note = "标准气体" })).IsSuccessStatusCode.ShouldBeTrue();
            // Seven days for gas (HJ 75-2017, memory); the word is known since the 23rd.
            host.Clock.SetBeijing(2026, 11, 24, 10);
            await host.TellFacts();
            await scene.Run<WatchChecksDue>();
            return scene;
        },
        ["constant_value"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            for (var hour = 0; hour < 24; hour++)
                scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=20,ZsAvg=20;a21026:Avg={20 + hour * 7 % 11},ZsAvg={20 + hour * 7 % 11};a19001:Avg={10 + hour % 5 * 0.1m}"), 17);
            var day = new DateOnly(2026, 11, 17);
            await host.InScope(async services => { await services.GetRequiredService<CheckHours>().Check(new Dictionary<string, DateOnly> { [scene.OutletId] = day }, day, default); return true; });
            await host.TellFacts();
            return scene;
        },
        ["power_abnormal"] = async host =>
        {
            var scene = await SupervisionScene.Kiln(host);
            await host.InScope(async services =>
            {
                await services.GetRequiredService<MonitoringDb>().Commit(new Act("test.event", "meter", "1", "测试").Tell(
                    new ElectricityBreach("treatment_off", NewId.Make(), scene.EnterpriseId, "611002", "生产设施用电正常而治理设施没有用电。", At(18, 8), At(18, 9), "")), default);
                return true;
            });
            await host.TellFacts();
            return scene;
        },
    };

    private static void Hours(SupervisionScene scene, int day, int until, Func<int, decimal> monoxide)
    {
        for (var hour = 0; hour < until; hour++)
            scene.Hour(hour, string.Create(CultureInfo.InvariantCulture, $"a34013:Avg=5,ZsAvg=5;a21002:Avg=120,ZsAvg=120;a21026:Avg=20,ZsAvg=20;a21024:Avg=10,ZsAvg=10;a21005:Avg={monoxide(hour)},ZsAvg={monoxide(hour)};a19001:Avg=10"), day);
    }

    private static async Task<SupervisionScene> Days(HostFixture host, params int[] days)
    {
        var scene = await SupervisionScene.Incinerator(host);
        foreach (var day in days) Hours(scene, day, 24, _ => 90);
        await Close(scene);
        return scene;
    }

    private static async Task<SupervisionScene> Furnace(HostFixture host, int low)
    {
        var scene = await SupervisionScene.Incinerator(host);
        for (var slot = 0; slot < 110; slot++)
            scene.Store(PeriodKind.FiveMinute, new DateTime(2026, 11, 18).AddMinutes(5 * slot), $"a01901:Avg={(slot >= 100 && slot < 100 + low ? 840 : 905)}");
        await scene.Run<WatchFurnaces>();
        await scene.Run<WatchFurnaces>();
        return scene;
    }

    private static async Task<SupervisionScene> Marked(HostFixture host, string kind, DateTimeOffset from, DateTimeOffset to)
    {
        var scene = await SupervisionScene.Incinerator(host);
        await Lay(scene, kind, from, to);
        await scene.Run<WatchFurnaces>();
        await scene.Run<WatchFurnaces>();
        return scene;
    }

    internal static async Task Close(SupervisionScene scene, params int[] days)
    {
        await scene.Judge();
        // The host may have closed these days for another scene: each is judged by itself.
        await scene.Host.InScope(async services =>
        {
            var (judge, write) = (services.GetRequiredService<JudgeDays>(), services.GetRequiredService<WriteVerdicts>());
            foreach (var day in days.Length > 0 ? days : [15, 16, 17])
                await write.Write(await judge.Judge([new JudgeDays.Wanted(scene.OutletId, new DateOnly(2026, 11, day), [], true)], default), "日终判定", [], default);
            return true;
        });
        await scene.Judge();
    }

    /// <summary>A mark that stands, made in its own time unless another is given.</summary>
    internal static async Task<string> Lay(SupervisionScene scene, string kind, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? made = null)
    {
        var mark = new Mark
        {
            Id = NewId.Make(),
            EnterpriseId = scene.EnterpriseId,
            Division = "611002",
            OutletId = scene.OutletId,
            Industry = "19",
            Level = kind == "maintenance" ? MarkLevel.Device : MarkLevel.Source,
            Kind = kind,
            Name = kind,
            Effect = kind switch { "maintenance" => MarkEffect.Invalid, "stopped" => MarkEffect.Stopped, _ => MarkEffect.Exempt },
            FromAt = from,
            ToAt = to,
            MadeBy = "环保专员",
            MadeAt = made ?? to,
            AcceptedAt = made ?? to,
            State = MarkState.Standing,
        };
        await scene.Host.InScope(async services =>
        {
            var db = services.GetRequiredService<MonitoringDb>();
            db.Marks.Add(mark);
            await db.Commit(new Act("test.mark", "outlet", scene.OutletId, "布置标记"), default);
            return true;
        });
        return mark.Id;
    }

    private static async Task Make(SupervisionScene scene, string kind, DateTimeOffset from, DateTimeOffset to, bool proof = false)
    {
        using var enterprise = await scene.Enterprise();
        var files = new List<string>();
        if (proof)
        {
            using var form = new MultipartFormDataContent();
            using var paper = new ByteArrayContent("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"u8.ToArray());
            paper.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            form.Add(paper, "file", "检修记录.pdf");
            var kept = await enterprise.PostAsync("/api/files", form);
            files.Add((await kept.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        }
        var made = await enterprise.PostAsJsonAsync("/api/marks", new { outletId = scene.OutletId, kind, from, to, reason = "设备检修，现场有记录", fileIds = files });
        made.IsSuccessStatusCode.ShouldBeTrue(await made.Content.ReadAsStringAsync());
        await scene.Host.TellFacts();
    }
}
