using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.Sources;

public abstract class SourceTests(HostFixture host)
{
    [Fact]
    public async Task An_enterprise_is_registered_found_by_half_a_name_initials_and_code_and_shows_its_history()
    {
        using var engineer = await host.Engineer();
        var code = RegistryHosts.NextCreditCode();
        var id = (await engineer.PostAsJsonAsync("/api/sources", RegistryHosts.Enterprise("商州乐山水泥有限公司", code, lon: 109.99, lat: 34.02)).Done()).Id();

        foreach (var q in new[] { "乐山水泥", "lssn", "yssn", code[..12].ToLowerInvariant() })
        {
            var hits = await engineer.GetAsync($"/api/search?q={Uri.EscapeDataString(q)}").Done();
            hits.EnumerateArray().Select(h => h.GetProperty("id").GetString()).ShouldContain(id, q);
        }
        var history = await engineer.GetAsync($"/api/sources/{id}/history").Done();
        history.EnumerateArray().Single().GetProperty("title").GetString().ShouldBe("登记企业商州乐山水泥有限公司");
        var file = await engineer.GetAsync($"/api/sources/{id}").Done();
        file.GetProperty("contactPhone").GetString().ShouldBe("139****0001");
        (await engineer.GetAsync("/api/sources/map?q=lssn").Done()).GetProperty("spots").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_entries_are_named_by_field()
    {
        using var engineer = await host.Engineer();
        var (status, problem) = await engineer.PostAsJsonAsync("/api/sources", RegistryHosts.Enterprise("坏码厂", "91130200699229617A", lon: 110.88, lat: 33.53)).Refused();
        status.ShouldBe(422);
        var errors = problem.GetProperty("errors");
        errors.GetProperty("creditCode")[0].GetString()!.ShouldContain("校验码应为“X”");
        errors.GetProperty("longitude")[0].GetString()!.ShouldContain("商南县");
    }

    [Fact]
    public async Task A_place_without_a_loaded_border_says_so_and_never_that_it_is_right()
    {
        using var nation = await host.Engineer("000000");
        var saved = await nation.PostAsJsonAsync("/api/sources", RegistryHosts.Enterprise("北京测试厂", division: "110101", lon: 116.4, lat: 39.9)).Done();
        saved.GetProperty("notes")[0].GetProperty("message").GetString()!.ShouldStartWith("未核对");
    }

    [Fact]
    public async Task A_foreign_enterprise_looks_missing_and_a_foreign_division_is_refused()
    {
        using var engineer = await host.Engineer();
        using var county = await host.Engineer("611021");
        var id = await engineer.NewEnterprise("商州边界厂");
        (await county.GetAsync($"/api/sources/{id}").Refused()).Status.ShouldBe(404);
        (await county.GetAsync("/api/search?q=sz边").Done()).GetArrayLength().ShouldBe(0);
        (await county.PutAsJsonAsync($"/api/sources/{id}", RegistryHosts.Enterprise("商州边界厂", version: 1)).Refused()).Status.ShouldBe(404);
        (await county.PostAsJsonAsync("/api/sources", RegistryHosts.Enterprise("越界厂", division: "611002")).Refused()).Problem.GetProperty("errors").TryGetProperty("division", out _).ShouldBeTrue();
        using var plant = await host.As(Role.Enterprise, "611002", id);
        (await plant.GetAsync("/api/sources").Done()).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_edit_one_record_the_second_is_told_and_nothing_is_overwritten()
    {
        using var engineer = await host.Engineer();
        var code = RegistryHosts.NextCreditCode();
        var id = (await engineer.PostAsJsonAsync("/api/sources", RegistryHosts.Enterprise("双改厂", code)).Done()).Id();
        await engineer.PutAsJsonAsync($"/api/sources/{id}", RegistryHosts.Enterprise("双改厂甲", code, version: 1)).Done();
        var (status, problem) = await engineer.PutAsJsonAsync($"/api/sources/{id}", RegistryHosts.Enterprise("双改厂乙", code, version: 1)).Refused();
        status.ShouldBe(409);
        problem.GetProperty("code").GetString().ShouldBe("changed-by-other");
        (await engineer.GetAsync($"/api/sources/{id}").Done()).GetProperty("name").GetString().ShouldBe("双改厂甲");
    }

    [Fact]
    public async Task A_logger_is_in_the_snapshot_at_once_with_its_outlet_and_its_password_only_there()
    {
        using var engineer = await host.Engineer();
        var id = await engineer.NewEnterprise("联网厂");
        var outlet = (await engineer.PostAsJsonAsync($"/api/sources/{id}/outlets", RegistryHosts.Outlet("DA001")).Done()).Id();
        await engineer.PostAsJsonAsync($"/api/sources/{id}/monitors", new { monitor = RegistryHosts.Monitor("010000a8900016f000169dc1", "pw77"), outletId = outlet, from = "2026-01-01" }).Done();

        var stations = host.Services.GetRequiredService<IStations>();
        var station = stations.Find("010000A8900016F000169DC1"u8).ShouldNotBeNull();
        Encoding.ASCII.GetString(station.Password.Span).ShouldBe("pw77");
        station.OutletOf("a21026", new DateOnly(2026, 6, 1))!.OutletId.ShouldBe(outlet);
        station.OutletOf("a21026", new DateOnly(2025, 12, 31)).ShouldBeNull();
        stations.Find("NOBODY").ShouldBeNull();
        (await (await engineer.GetAsync($"/api/sources/{id}")).Content.ReadAsStringAsync()).ShouldNotContain("pw77");

        var (_, problem) = await engineer.PostAsJsonAsync($"/api/sources/{id}/monitors", new { monitor = RegistryHosts.Monitor("010000A8900016F000169DC1"), outletId = (string?)null, from = (string?)null }).Refused();
        problem.GetProperty("errors").GetProperty("mn")[0].GetString()!.ShouldContain("不能重复登记");
    }

    [Fact]
    public async Task A_second_logger_of_record_waits_until_the_first_binding_ends()
    {
        using var engineer = await host.Engineer();
        var id = await engineer.NewEnterprise("换表厂");
        var outlet = (await engineer.PostAsJsonAsync($"/api/sources/{id}/outlets", RegistryHosts.Outlet("DA001")).Done()).Id();
        var first = (await engineer.PostAsJsonAsync($"/api/sources/{id}/monitors", new { monitor = RegistryHosts.Monitor("010000A8900016F000169D01"), outletId = outlet, from = "2026-01-01" }).Done()).Id();
        var second = (await engineer.PostAsJsonAsync($"/api/sources/{id}/monitors", new { monitor = RegistryHosts.Monitor("010000A8900016F000169D02"), outletId = (string?)null, from = (string?)null }).Done()).Id();
        var bind = new { outletId = outlet, codes = Array.Empty<string>(), record = true, from = "2026-07-01", until = (string?)null, version = 1 };
        (await engineer.PostAsJsonAsync($"/api/monitors/{second}/bindings", bind).Refused()).Status.ShouldBe(422);

        var file = await engineer.GetAsync($"/api/sources/{id}").Done();
        var old = file.GetProperty("monitors").EnumerateArray().Single(m => m.GetProperty("id").GetString() == first).GetProperty("bindings")[0].Id();
        await engineer.PostAsJsonAsync($"/api/monitors/{first}/bindings/{old}/end", new { until = "2026-06-30", version = 1 }).Done();
        await engineer.PostAsJsonAsync($"/api/monitors/{second}/bindings", bind).Done();
    }

    [Fact]
    public async Task Limits_hold_from_their_day_and_a_wrong_unit_is_named()
    {
        using var engineer = await host.Engineer();
        var id = await engineer.NewEnterprise("限值厂");
        var outlet = (await engineer.PostAsJsonAsync($"/api/sources/{id}/outlets", RegistryHosts.Outlet("DW001", "water")).Done()).Id();
        object Duties(string unit, int version) => new
        {
            factors = new[] { new { code = "w01018", unit = "mg/L", decimals = 1 } },
            standards = new[] { new { standardNo = "GB 18918-2002", category = "城镇污水处理厂-一级A", units = "new", from = "2018-01-01", until = (string?)null } },
            limits = new[] { new { code = "w01018", period = "day", lower = (decimal?)null, upper = 40m, unit, basis = "permit", reference = "许可证", from = "2026-01-01", until = (string?)null } },
            version,
        };
        var (_, problem) = await engineer.PutAsJsonAsync($"/api/outlets/{outlet}/duties", Duties("mg/m3", 1)).Refused();
        problem.GetProperty("errors").GetProperty("limits[0].unit")[0].GetString()!.ShouldContain("不能换算");
        await engineer.PutAsJsonAsync($"/api/outlets/{outlet}/duties", Duties("mg/L", 1)).Done();
        // Saved again unchanged: rows give way to rows of the same keys.
        await engineer.PutAsJsonAsync($"/api/outlets/{outlet}/duties", Duties("mg/L", 2)).Done();

        await host.InScope(async services =>
        {
            var sources = services.GetRequiredService<ISources>();
            (await sources.DutiesOf(outlet, new DateOnly(2026, 1, 1), default))!.OwnLimits.Single().Upper.ShouldBe(40m);
            (await sources.DutiesOf(outlet, new DateOnly(2025, 12, 31), default))!.OwnLimits.ShouldBeEmpty();
            (await sources.AllDuties(new DateOnly(2026, 1, 1), default))[outlet].Standards.Single().Category.ShouldBe("城镇污水处理厂-一级A");
            return 0;
        });
        var shown = (await engineer.GetAsync($"/api/sources/{id}").Done()).GetProperty("outlets")[0].GetProperty("inForce");
        shown.EnumerateArray().Where(l => l.GetProperty("code").GetString() == "w01018").Select(l => l.GetProperty("text").GetString()).ShouldBe(["40", "50"], ignoreOrder: true);
    }
}

public sealed class SqliteSourceTests(SqliteHost host) : SourceTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresSourceTests(PostgresHost host) : SourceTests(host), IClassFixture<PostgresHost>;
