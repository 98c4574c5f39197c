using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Each check on marks: where it hits, where not, and at its edge.</summary>
public class MarkDoubtTests
{
    private static readonly DateTime Day = new(2026, 7, 1);
    private static readonly MarkCatalogue Waste = MarkCatalogueTests.Waste;
    private static readonly MarkChecks Checks = Law.Book.MarkChecksOn(Law.Day)!;

    private static PlacedMark Mark(string code, double from, double to, string id = "m") => new(id, code, Day.AddHours(from), Day.AddHours(to), Day.AddDays(1));

    private static IEnumerable<string> Keys(PlacedMark mark, params PlacedMark[] others) => MarkOrder.Doubts(mark, others, Waste, Checks).Select(doubt => doubt.Key);

    private static IEnumerable<string> Against(PlacedMark mark, int minutes = 60, Func<MarkSample, MarkSample>? with = null, decimal? usual = 100m, params MarkedFactor[] factors) => Contradictions.Of(
        mark, Waste.Find(mark.Code)!, [.. Enumerable.Range(0, minutes / 5).Select(n => (with ?? (sample => sample))(new MarkSample(mark.From.AddMinutes(5 * n), 5)))], usual, factors, Checks).Select(doubt => doubt.Key);

    [Fact]
    public void K01_conditions_that_skip_a_state_are_pointed_out()
    {
        Keys(Mark("start-up", 40, 43), Mark("drying", 10, 40, "a"), Mark("stopped", 0, 10, "b")).ShouldBeEmpty();
        MarkOrder.Doubts(Mark("start-up", 10, 13), [Mark("stopped", 0, 10, "a")], Waste, Checks).Single().Say.ShouldContain("由“停运”直接变为“启炉”");
        MarkOrder.Doubts(Mark("shut-down", 20, 22), [Mark("stopped", 0, 10, "a")], Waste, Checks).Single().Say.ShouldContain("由“停运”直接变为“正常运行”");
        Keys(Mark("stopped", 10, 20)).ShouldBeEmpty("normal to stopped is plausible (M38)");
        Keys(Mark("stopped", 0, 10), Mark("shut-down", 10, 12, "after")).ShouldBe(["order"]);
        Checks.Find("order")!.Doubtful.ShouldBeFalse();
    }

    [Theory]
    [InlineData(4.0, false)]
    [InlineData(4.1, true)]
    public void K02_an_event_longer_than_four_hours_is_pointed_out(double hours, bool hit) => Keys(Mark("fault", 0, hours)).Contains("event-long").ShouldBe(hit);

    [Fact]
    public void K03_two_conditions_at_once_are_pointed_out_and_device_marks_are_not()
    {
        Keys(Mark("drying", 0, 5), Mark("start-up", 4, 6, "a")).ShouldContain("overlap");
        Keys(Mark("drying", 0, 5), Mark("maintenance", 4, 6, "a")).ShouldNotContain("overlap");
        Keys(Mark("start-up", 5, 6), Mark("drying", 0, 5, "a")).ShouldNotContain("overlap", "touching is no overlap");
    }

    [Theory]
    [InlineData(59, 60, null)]
    [InlineData(60, 61, 60)]
    [InlineData(60, 62, 120)]
    public void K04_a_mark_beyond_the_exempt_hours_of_the_year_is_pointed_out(int from, int to, int? beyond)
    {
        var rule = Law.Book.IncinerationOn("waste", Law.Day)!;
        FurnaceYear Year(params (int From, int To)[] marks) => FurnaceYear.Of(marks.Select(mark => new FurnaceMark("fault", Day.AddHours(mark.From), Day.AddHours(mark.To))), _ => 10m, rule);
        (int, int)[] used = [.. Enumerable.Range(0, 15).Select(n => (n * 4, Math.Min(from, n * 4 + 4)))];
        var doubt = FullQuota.Of(Mark("fault", from, to), Year(used), Year([.. used, (from, to)]), Checks);
        (doubt?.Code, doubt is null ? (int?)null : int.Parse(doubt.Say.Split("有")[1].Split("分钟")[0], CultureInfo.InvariantCulture)).ShouldBe(beyond is null ? (null, null) : ("K04", beyond));
    }

    [Theory]
    [InlineData(2, 10, false)]
    [InlineData(3, 10, true)]
    [InlineData(3, 11, false)]
    public void K05_the_same_mark_at_the_same_hour_for_three_days_is_doubtful(int days, int apart, bool hit) =>
        Keys(Mark("fault", 8, 9), [.. Enumerable.Range(1, days - 1).Select(back => Mark("fault", 8 - 24 * back + apart / 60.0, 9 - 24 * back, $"d{back}"))]).Contains("same-hour-daily").ShouldBe(hit);

    [Theory]
    [InlineData("stopped", 14.9, 60, true)]
    [InlineData("stopped", 15.0, 60, false)]
    [InlineData("stopped", 9.0, 30, true)]
    [InlineData("stopped", 9.0, 25, false)]
    [InlineData("cool-down", 9.0, 60, true)]
    [InlineData("drying", 9.0, 60, true)]
    [InlineData("start-up", 9.0, 60, false)]
    public void K06_little_oxygen_while_nothing_is_said_to_burn(string code, double oxygen, int minutes, bool hit) =>
        Against(Mark(code, 0, 2), minutes, sample => sample with { Oxygen = (decimal)oxygen }).Contains("oxygen-low").ShouldBe(hit);

    [Theory]
    [InlineData(31, true)]
    [InlineData(30, false)]
    public void K07_flow_that_runs_on(int flow, bool hit) => Against(Mark("stopped", 0, 2), 60, sample => sample with { Flow = flow }).Contains("flow-on").ShouldBe(hit);

    [Fact]
    public void K07_without_a_usual_flow_nothing_is_said() => Against(Mark("stopped", 0, 2), 60, sample => sample with { Flow = 90 }, null).ShouldBeEmpty();

    [Theory]
    [InlineData(401, true)]
    [InlineData(400, false)]
    public void K08_a_hot_furnace_that_is_said_to_be_stopped(int celsius, bool hit)
    {
        Against(Mark("stopped", 0, 2), 60, sample => sample with { Furnace = celsius }).Contains("stopped-hot").ShouldBe(hit);
        Against(Mark("cool-down", 0, 2), 60, sample => sample with { Furnace = celsius }).ShouldNotContain("stopped-hot");
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void K09_a_fault_right_after_the_mean_of_the_day_has_passed_the_limit(int after, bool hit)
    {
        var hours = new Dictionary<DateTime, decimal> { [Day] = 70, [Day.AddHours(1)] = 75, [Day.AddHours(2)] = 110 };
        Against(Mark("fault", 3 + after / 60.0, 6), factors: new MarkedFactor("一氧化碳", 80, hours)).Contains("fault-after-forecast").ShouldBe(hit);
        Against(Mark("fault", 3 + after / 60.0, 6), factors: new MarkedFactor("一氧化碳", 90, hours)).ShouldNotContain("fault-after-forecast", "the mean stayed within the limit");
    }

    [Fact]
    public void K10_maintenance_that_ends_exactly_as_the_concentration_falls()
    {
        var hours = new Dictionary<DateTime, decimal> { [Day.AddHours(2)] = 110, [Day.AddHours(3)] = 60 };
        Against(Mark("maintenance", 1, 3), factors: new MarkedFactor("一氧化碳", 80, hours)).ShouldContain("ends-as-it-falls");
        Against(Mark("maintenance", 1, 2), factors: new MarkedFactor("一氧化碳", 80, hours)).ShouldNotContain("ends-as-it-falls");
        Against(Mark("fault", 1, 3), factors: new MarkedFactor("一氧化碳", 80, hours)).ShouldNotContain("ends-as-it-falls");
    }

    [Theory]
    [InlineData("maintenance", 4.0, false)]
    [InlineData("maintenance", 4.1, true)]
    [InlineData("device-fault", 5.0, false)]
    public void K11_maintenance_of_more_than_four_hours(string code, double hours, bool hit) => Keys(Mark(code, 0, hours)).Contains("maintenance-long").ShouldBe(hit);

    [Theory]
    [InlineData(48, false)]
    [InlineData(49, true)]
    public void K12_a_device_not_restored_within_two_days(int hours, bool hit) => Keys(Mark("device-fault", 0, hours)).Contains("device-long").ShouldBe(hit);

    [Fact]
    public void K13_the_logger_says_otherwise()
    {
        Against(Mark("normal-device", 0, 2), 60, sample => sample with { Flagged = true }).ShouldBe(["flag-other"]);
        Against(Mark("normal-device", 0, 2)).ShouldBeEmpty();
    }

    internal static void Example(JsonElement example)
    {
        var oxygen = decimal.Parse(example.GetProperty("oxygen").GetString()!, CultureInfo.InvariantCulture);
        var found = Against(Mark(example.GetProperty("mark").GetString()!, 0, 4), example.GetProperty("minutes").GetInt32(), sample => sample with { Oxygen = oxygen });
        found.ShouldBe(example.GetProperty("finds").GetString() is { } key ? [key] : []);
    }
}
