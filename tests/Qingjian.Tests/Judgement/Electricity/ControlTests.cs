using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public sealed class ControlTests
{
    private static readonly ElectricityRule Rule = Law.Book.ElectricityOn(Law.Day)!;

    internal static void Example(JsonElement example)
    {
        decimal? Number(string name) => example.TryGetProperty(name, out var found) ? decimal.Parse(found.ToString(), CultureInfo.InvariantCulture) : null;
        var measure = example.GetProperty("measure").GetString() == "stop" ? ControlMeasure.Stop : ControlMeasure.Limit;
        var finding = AssessControl.Day(measure, Number("limit") ?? 0, Number("baseline"), new(Number("kwh")!.Value, Number("covered") ?? 1), Number("hours")!.Value, Rule);
        finding.Result.ShouldBe(example.GetProperty("state").GetString() switch
        {
            "executed" => ControlResult.Executed,
            "partly" => ControlResult.Partly,
            "not_executed" => ControlResult.NotExecuted,
            "insufficient" => ControlResult.Insufficient,
            _ => ControlResult.NoBaseline,
        }, example.GetProperty("say").GetString());
    }

    [Fact]
    public void The_baseline_is_made_of_normal_days_that_were_whole_and_under_no_other_order()
    {
        var first = new DateOnly(2026, 11, 20);
        var days = Enumerable.Range(1, 30).Select(n => new DayEnergy(first.AddDays(-n), n == 3 ? 100 : 1000 + n, n == 5 ? 0.5m : 1)).ToList();
        var baseline = ControlBaseline.Before(days, first, new HashSet<DateOnly> { first.AddDays(-1), first.AddDays(-2) }, Rule)!;
        // Without the two days under another order, the day of standstill and the day of half a record.
        baseline.Days.Select(day => first.DayNumber - day.Day.DayNumber).ShouldBe(Enumerable.Range(4, 16).Where(n => n != 5).Take(14).Reverse());
        baseline.Sentence.ShouldBe("基准为2026-11-02至2026-11-16间14个正常生产日的日均用电1011.4千瓦时");
        ControlBaseline.Before(days.Take(5), first, new HashSet<DateOnly>(), Rule).ShouldBeNull();
    }

    [Fact]
    public void A_finding_says_its_numbers() =>
        AssessControl.Day(ControlMeasure.Stop, 0, 10_000, new(4000, 1), 24, Rule).Say.ShouldBe("当日用电4000千瓦时，为基准10000千瓦时的40%；停产，允许不超过基准的5%（500千瓦时），完成应压减量的63.2%，部分执行");

    [Fact]
    public void Using_more_never_makes_a_day_better() => Prop.ForAll<ushort, ushort, bool>((used, more, stop) =>
    {
        ControlResult Of(decimal kwh) => AssessControl.Day(stop ? ControlMeasure.Stop : ControlMeasure.Limit, 0.5m, 30_000, new(kwh, 1), 24, Rule).Result;
        return Of(used) <= Of(used + more);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_order_is_carried_out_when_each_day_was_and_is_not_when_none_was()
    {
        AssessControl.Whole([ControlResult.Executed, ControlResult.Insufficient]).ShouldBe(ControlResult.Executed);
        AssessControl.Whole([ControlResult.NotExecuted, ControlResult.NotExecuted]).ShouldBe(ControlResult.NotExecuted);
        AssessControl.Whole([ControlResult.NotExecuted, ControlResult.Executed]).ShouldBe(ControlResult.Partly);
        AssessControl.Whole([ControlResult.NoBaseline]).ShouldBeNull();
    }
}
