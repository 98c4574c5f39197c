using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Which cell of the gap calendar an hour becomes, and what it counts for.</summary>
public class AssessTransmissionTests
{
    private static readonly TransmissionRule Rule = Law.Book.TransmissionOn(Law.Day)!;
    private static readonly DayRules Rules = Law.Kiln();
    private static readonly HourMark Stop = new("停产", MarkEffect.Stopped, 60);

    private static HourArrival Came(int hour, char flag = 'N', DateTime? at = null, params HourMark[] marks) =>
        new(new HourValue("a21026", Law.At(hour)) { Avg = 20, ZsAvg = 20, Flag = flag, Marks = marks }, at ?? Law.At(hour).AddHours(1));

    private static HourArrival Nothing(int hour, params HourMark[] marks) => new(new HourValue("a21026", Law.At(hour)) { Received = false, Marks = marks }, null);

    private static TransmissionDay Day(IReadOnlyList<HourArrival> hours, DateTime? pending = null) => AssessTransmission.Day(hours, hours.Where(hour => hour.FirstAt is null || hour.FirstAt <= Rule.InTimeUntil(hour.Value.Start)), "a21026", Law.Day, Rules, Rule, pending);

    private static DueState At(TransmissionDay day, int hour) => DueCell.Of(day.Letters[hour]).State;

    [Fact]
    public void A_confirmed_stop_takes_its_hours_out_of_what_is_due_whether_a_value_came_or_not()
    {
        var day = Day([Came(0, 'F', null, Stop), Nothing(1, Stop), Nothing(2), Came(3, 'F')]);
        (At(day, 0), At(day, 1), At(day, 2), At(day, 3)).ShouldBe((DueState.Stopped, DueState.Stopped, DueState.Missing, DueState.Invalid));
        day.Completed.ShouldBe(new TransmissionCount(22, 1, 0));
        day.TakenOut.ShouldBe(2);
        DueCell.Of(day.Letters[3]).Word.ShouldBe("停运标记未经确认");
    }

    [Fact]
    public void Back_fill_is_shown_as_such_and_does_not_alter_the_figure_in_time()
    {
        var day = Day([Came(0), Came(1, at: Law.At(0).AddDays(3)), Came(2, at: Law.At(0).AddDays(20))]);
        (At(day, 0), At(day, 1), At(day, 2)).ShouldBe((DueState.Received, DueState.Late, DueState.TooLate));
        (day.InTime!.Value.Received, day.Completed.Received).ShouldBe((1, 2));
    }

    [Fact]
    public void An_hour_that_may_still_come_is_not_due_yet()
    {
        var day = Day([.. Enumerable.Range(0, 8).Select(hour => Came(hour))], pending: Law.At(9));
        (At(day, 7), At(day, 8), At(day, 9), At(day, 23)).ShouldBe((DueState.Received, DueState.Missing, DueState.Pending, DueState.Pending));
        day.Completed.ShouldBe(new TransmissionCount(9, 8, 8));
    }

    [Fact]
    public void Before_the_house_listened_it_is_not_asked_when_values_came()
    {
        var day = AssessTransmission.Day([Came(0, at: Law.At(0).AddYears(1)), Came(1, 'D', Law.At(0).AddYears(1))], null, "a21026", Law.Day, Rules, Rule);
        day.InTime.ShouldBeNull();
        day.Completed.ShouldBe(new TransmissionCount(24, 2, 1));
        DueCell.Of(day.Letters[0]).ShouldBe(DueCell.Earlier);
    }

    [Fact]
    public void Letters_are_stored_and_each_stands_for_one_thing()
    {
        string.Concat(DueCell.All.Select(cell => cell.Letter).Order()).ShouldBe(".BCDEFMOPQSUVhklnswx");
        DueCell.All.Select(cell => cell.Word).Distinct().Count().ShouldBe(DueCell.All.Count);
    }

    [Fact]
    public void Counts_follow_from_the_cells_in_any_order_of_arrival() => Prop.ForAll(Gen.Choose(0, 6).ListOf(24).ToArbitrary(), kinds =>
    {
        var hours = kinds.Select((kind, hour) => kind switch
        {
            0 => Nothing(hour),
            1 => Nothing(hour, Stop),
            2 => Came(hour, at: Law.At(hour).AddDays(4)),
            3 => Came(hour, 'D'),
            4 => Came(hour, at: Law.At(hour).AddDays(40)),
            _ => Came(hour),
        }).ToList();
        var (one, other) = (Day(hours), Day([.. hours.AsEnumerable().Reverse()]));
        int Of(params DueState[] states) => one.Letters.Count(letter => states.Contains(DueCell.Of(letter).State));
        return one == other && one.Completed.Valid == Of(DueState.Received, DueState.Late) && one.Completed.Received == Of(DueState.Received, DueState.Late, DueState.Invalid)
            && one.Completed.Due == 24 - Of(DueState.Stopped) && one.InTime!.Value.Received <= one.Completed.Received;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(80));
}
