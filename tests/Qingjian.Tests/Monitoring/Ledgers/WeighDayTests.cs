using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Ledgers;
using Qingjian.Tests.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;
using Medium = Qingjian.Vocabulary.Medium;

namespace Qingjian.Tests.Monitoring.Ledgers;

/// <summary>A side of the balance that is not whole is left out, never guessed.</summary>
public class WeighDayTests
{
    private static readonly DateOnly Day = new(2026, 11, 18);

    private static DayAmount Amount(string factor, IEnumerable<HourItem> hours, decimal substituted = 0m, int replaced = 0)
    {
        var items = hours.ToList();
        return new DayAmount
        {
            Id = factor,
            Day = Day,
            OutletId = "o",
            EnterpriseId = "e",
            Division = "611002",
            Factor = factor,
            Hours = HourItem.Write(items),
            Valid = items.Count(item => item.State == AmountState.Valid),
            Missing = items.Count(item => item.State == AmountState.Missing),
            Stopped = items.Count(item => item.State == AmountState.Stopped),
            Measured = DayAmount.Scaled(items.Sum(item => item.Amount ?? 0m)),
            Substituted = DayAmount.Scaled(substituted),
            SubstitutedHours = replaced,
            Because = "",
            Why = "日结",
        };
    }

    private static IEnumerable<HourItem> Hours(int valid, decimal amount, decimal? concentration = null, AmountState rest = AmountState.Missing) =>
        Enumerable.Range(0, 24).Select(hour => hour < valid ? new HourItem(AmountState.Valid, amount, concentration) : new HourItem(rest));

    private static LedgerDay Ledger(decimal? coal = null, decimal? water = null, decimal? demand = null) => new()
    {
        Id = "l",
        EnterpriseId = "e",
        EnterpriseName = "演示",
        Division = "611002",
        OutletId = "o",
        OutletName = "DA001",
        Day = Day,
        CoalTonnes = coal,
        SulfurPercent = 0.8m,
        EfficiencyPercent = 96m,
        WaterIn = water,
        DemandIn = demand,
        MadeBy = "甲",
        MadePost = "专员",
    };

    private static (PlantBalance Balance, string Missing) Gas(DayAmount amount) =>
        WeighDay.Of(new(Day, Medium.Air, new Dictionary<string, DayAmount> { [amount.Factor] = amount }, Ledger(500m), null), Law.Book.MeansOn(Medium.Air, Day)!);

    private static (PlantBalance Balance, string Missing) Water(IEnumerable<HourItem> demand, IEnumerable<HourItem> flow, LedgerDay? ledger, InletDay? inlet) =>
        WeighDay.Of(new(Day, Medium.Water, new Dictionary<string, DayAmount> { ["w01018"] = Amount("w01018", demand), ["w00000"] = Amount("w00000", flow) }, ledger, inlet), Law.Book.MeansOn(Medium.Water, Day)!);

    private static Dictionary<int, decimal> Known(int hours, decimal value) => Enumerable.Range(0, hours).ToDictionary(hour => hour, _ => value);

    [Fact]
    public void Twenty_measured_hours_and_the_rest_substituted_make_a_day_of_gas()
    {
        Gas(Amount("a21026", Hours(20, 10m), 44m, 4)).Balance.SulfurDioxide.ShouldBe(244m);
        Gas(Amount("a21026", Hours(19, 10m), 50m, 5)).ShouldSatisfyAllConditions(found => found.Balance.SulfurDioxide.ShouldBeNull(), found => found.Missing.ShouldBe("二氧化硫排放量只有19小时实测，不足20小时"));
        Gas(Amount("a21026", Hours(20, 10m), 33m, 3)).Missing.ShouldBe("二氧化硫排放量有1小时既无实测也无替代");
    }

    [Fact]
    public void A_boiler_that_burns_half_the_day_needs_only_its_own_hours()
    {
        Gas(Amount("a21026", Hours(12, 10m, rest: AmountState.Stopped))).Balance.SulfurDioxide.ShouldBe(120m);
        Gas(Amount("a21026", Hours(0, 0m, rest: AmountState.Stopped))).Missing.ShouldBe("当日停运");
    }

    [Fact]
    public void Three_quarters_of_the_hours_of_the_inlet_are_enough_and_less_falls_back_on_the_ledger()
    {
        var enough = Water(Hours(24, 5.4m, 30m), Hours(24, 180m), Ledger(water: 9000m, demand: 400m), new("MN", Known(18, 300m), Known(18, 170m))).Balance;
        (enough.DemandIn, enough.WaterIn, enough.WaterOut).ShouldBe((300m, 3060m, 3240m));
        var few = Water(Hours(24, 5.4m, 30m), Hours(24, 180m), Ledger(water: 9000m, demand: 400m), new("MN", Known(17, 300m), Known(17, 170m))).Balance;
        (few.DemandIn, few.WaterIn, few.WaterOut, few.WaterFrom).ShouldBe((400m, 9000m, 4320m, "台账填报，进水口监测有效数据只有17小时"));
    }

    [Fact]
    public void Demand_is_weighted_by_discharge_and_plain_where_one_is_unknown()
    {
        var hours = Enumerable.Range(0, 24).Select(hour => new HourItem(AmountState.Valid, 1m, hour == 0 ? 240m : 0m)).ToList();
        var flows = Enumerable.Range(0, 24).Select(hour => new HourItem(AmountState.Valid, hour == 0 ? 77m : 1m)).ToList();
        Water(hours, flows, null, null).Balance.DemandOut.ShouldBe(240m * 77m / 100m);
        Water(hours, [.. flows.Take(23), new HourItem(AmountState.Missing)], null, null).Balance.DemandOut.ShouldBe(10m);
        var (balance, missing) = Water(hours, flows, null, null);
        (balance.Compares, missing).ShouldBe((false, "没有进水化学需氧量，没有进水量"));
    }
}
