using System.Text.Json;
using Qingjian.Simulator.Plants;
using Qingjian.Tests.Fixtures;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Simulator;

/// <summary>The demo city names nobody real and does not change under the reader's feet.</summary>
public sealed class DemoCityTests
{
    private static readonly string City = Path.Combine(HostFixture.Repository, "demo", "city.json");

    [Fact]
    public void Every_enterprise_is_marked_as_demonstration_and_has_a_right_credit_code()
    {
        using var city = JsonDocument.Parse(File.ReadAllBytes(City));
        var firms = city.RootElement.GetProperty("enterprises").EnumerateArray().ToList();
        firms.Count.ShouldBe(60);
        firms.ShouldAllBe(f => f.GetProperty("name").GetString()!.StartsWith("演示", StringComparison.Ordinal));
        foreach (var firm in firms) CreditCode.Read(firm.GetProperty("creditCode").GetString()!).Try(out _, out var why).ShouldBeTrue(why?.Message);
    }

    [Fact]
    public void No_invented_name_or_code_stands_in_the_lists_of_real_enterprises()
    {
        // Names and credit codes of real units and of punished parties, from public record; kept with the tests only as digests.
        var real = File.ReadLines(Path.Combine(HostFixture.Repository, "tests", "Qingjian.Tests", "Simulator", "real-names.sha256")).ToHashSet();
        real.Count.ShouldBeGreaterThan(250);
        using var city = JsonDocument.Parse(File.ReadAllBytes(City));
        foreach (var firm in city.RootElement.GetProperty("enterprises").EnumerateArray())
            foreach (var text in new[] { firm.GetProperty("name").GetString()!, firm.GetProperty("name").GetString()![4..], firm.GetProperty("creditCode").GetString()! })
                real.ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))), text);
    }

    [Fact]
    public void The_same_moment_has_the_same_value_whenever_it_is_asked()
    {
        var plants = CityPlants.Read(City);
        var moment = new DateTime(2026, 11, 3, 14, 20, 0);
        foreach (var plant in plants)
            foreach (var factor in plant.Factors)
                Weather.At(plant.Mn, factor, moment).ShouldBe(Weather.At(plant.Mn, factor, moment));
        plants.Select(p => p.Mn).Distinct().Count().ShouldBe(plants.Count);
    }

    [Fact]
    public void Every_day_holds_an_exceedance_to_look_at()
    {
        var plants = CityPlants.Read(City);
        for (var day = new DateTime(2026, 11, 1); day.Month == 11; day = day.AddDays(1))
            Enumerable.Range(0, 24).Count(h => Script.Excess(plants[4], 4, plants[4].Factors.First(f => f.Code == Script.Worst(plants[4])), day.AddHours(h)) > 1).ShouldBeGreaterThan(5);
    }
}
