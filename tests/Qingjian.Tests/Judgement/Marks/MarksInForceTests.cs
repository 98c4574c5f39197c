using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>M39: the later edit wins, one condition at a time.</summary>
public class MarksInForceTests
{
    private static readonly DateTime Day = new(2026, 7, 1);
    private static readonly MarkCatalogue Waste = MarkCatalogueTests.Waste;

    private static PlacedMark Mark(string id, string code, double from, double to, double made) => new(id, code, Day.AddHours(from), Day.AddHours(to), Day.AddHours(made));

    [Fact]
    public void Of_two_overlapping_conditions_the_later_edit_holds_and_the_rest_of_the_earlier_stays()
    {
        var pieces = MarksInForce.Of([Mark("a", "drying", 0, 10, 20), Mark("b", "start-up", 4, 6, 21)], Waste);
        pieces.Select(piece => (piece.Id, piece.From.Hour, piece.To.Hour)).ShouldBe([("a", 0, 4), ("b", 4, 6), ("a", 6, 10)]);
    }

    [Fact]
    public void Device_marks_lie_over_the_condition_and_cut_nothing() =>
        MarksInForce.Of([Mark("a", "drying", 0, 10, 20), Mark("b", "maintenance", 4, 6, 21)], Waste).Count.ShouldBe(2);

    [Fact]
    public void What_passes_the_longest_event_of_a_power_plant_is_judged()
    {
        var power = Law.Book.MarksOn(["GB 13223-2011"], Law.Day)!;
        var granted = MarksInForce.Granted([Mark("a", "grid-connection", 0, 12, 20), Mark("b", "stopped", 13, 20, 20)], power);
        granted.Select(piece => (piece.From.Hour, piece.To.Hour)).ShouldBe([(0, 8), (13, 20)]);
    }

    [Fact]
    public void An_allowance_is_granted_in_order_of_time_and_begins_anew_with_the_year()
    {
        var catalogue = Waste with { Marks = [Waste.Find("fault")! with { Quota = new(5, AccountPeriod.Year) }] };
        var granted = MarksInForce.Granted([Mark("a", "fault", 0, 4, 9), Mark("b", "fault", 10, 14, 9), Mark("c", "fault", 24 * 200, 24 * 200 + 3, 9)], catalogue);
        granted.Select(piece => (piece.Id, (piece.To - piece.From).TotalHours)).ShouldBe([("a", 4d), ("b", 1d), ("c", 3d)]);
    }

    [Fact]
    public void No_minute_has_two_conditions_none_is_lost_and_the_order_of_arrival_does_not_matter() => Prop.ForAll(Gen.Choose(0, 600).ListOf(3).ListOf(12).ToArbitrary(), picks =>
    {
        var codes = Waste.Marks.Where(mark => mark.Level == MarkLevel.Source).Select(mark => mark.Code).ToList();
        var marks = picks.Select((pick, n) => new PlacedMark($"{n:D2}", codes[pick[0] % codes.Count], Day.AddMinutes(pick[0]), Day.AddMinutes(pick[0] + pick[1]), Day.AddMinutes(pick[2] % 5))).ToList();
        var (one, other) = (MarksInForce.Of(marks, Waste), MarksInForce.Of(marks.AsEnumerable().Reverse(), Waste));
        var minutes = one.SelectMany(piece => Enumerable.Range(0, (int)(piece.To - piece.From).TotalMinutes).Select(minute => piece.From.AddMinutes(minute))).ToList();
        var covered = marks.SelectMany(mark => Enumerable.Range(0, (int)(mark.To - mark.From).TotalMinutes).Select(minute => mark.From.AddMinutes(minute))).Distinct().Count();
        return one.SequenceEqual(other) && minutes.Count == minutes.Distinct().Count() && minutes.Count == covered;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
