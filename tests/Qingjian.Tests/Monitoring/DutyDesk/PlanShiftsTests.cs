using FsCheck;
using FsCheck.Fluent;
using Qingjian.Monitoring.DutyDesk;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.DutyDesk;

public sealed class PlanShiftsTests
{
    private static readonly PlanShifts.Turn[] TwoTurns = [new("白班", new(8, 0), 12), new("夜班", new(20, 0), 12)];

    private static OnDuty[] People(int count) => [.. Enumerable.Range(1, count).Select(at => new OnDuty($"p{at}", $"人员{at}"))];

    [Fact]
    public void Days_are_covered_without_a_gap_and_people_take_turns()
    {
        PlanShifts.Of(new(2026, 11, 18), new(2026, 11, 19), TwoTurns, People(3), 1).Try(out var shifts, out _).ShouldBeTrue();
        shifts.Select(shift => shift.Name).ShouldBe(["白班", "夜班", "白班", "夜班"]);
        shifts.Select(shift => shift.People.Single().Name).ShouldBe(["人员1", "人员2", "人员3", "人员1"]);
        shifts[0].From.ShouldBe(new DateTimeOffset(2026, 11, 18, 8, 0, 0, TimeSpan.FromHours(8)));
    }

    [Theory]
    [InlineData(8, 12, 21, 11, "roster-gap")]
    [InlineData(8, 13, 20, 12, "roster-gap")]
    [InlineData(8, 12, 20, 30, "roster-turns")]
    public void Turns_that_do_not_make_a_whole_day_are_refused(int first, int hours, int second, int secondHours, string code)
    {
        PlanShifts.Of(new(2026, 11, 18), new(2026, 11, 19), [new("白班", new(first, 0), hours), new("夜班", new(second, 0), secondHours)], People(4), 1).Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe(code);
    }

    [Fact]
    public void Nobody_stands_two_turns_running_and_no_hour_is_empty_or_double() => Prop.ForAll(
        Gen.Choose(1, 92).Zip(Gen.Choose(1, 3)).Zip(Gen.Choose(0, 9)).ToArbitrary(), drawn =>
        {
            var ((days, perShift), more) = drawn;
            var from = new DateOnly(2026, 11, 1);
            PlanShifts.Of(from, from.AddDays(days - 1), TwoTurns, People((2 * perShift) + more), perShift).Try(out var shifts, out _).ShouldBeTrue();
            shifts.Count.ShouldBe(2 * days);
            foreach (var (one, next) in shifts.Zip(shifts.Skip(1)))
            {
                next.From.ShouldBe(one.To);
                one.People.Select(p => p.PersonId).Intersect(next.People.Select(p => p.PersonId)).ShouldBeEmpty();
            }
            shifts.ShouldAllBe(shift => shift.People.Count == perShift);
        }).QuickCheckThrowOnFailure();
}
