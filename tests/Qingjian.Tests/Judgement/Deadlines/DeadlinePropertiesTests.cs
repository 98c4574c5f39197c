using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class DeadlinePropertiesTests
{
    private static readonly Rulebook Book = Law.Book.WithProvisionalYears(2027, 2035);
    // Two months into the loaded calendar: a limit that counts backwards must still find its workdays.
    private static readonly DateOnly First = new(2020, 3, 2);

    private static readonly Gen<DateOnly> Starts = Gen.Choose(0, 2400).Select(First.AddDays);
    private static readonly Gen<DeadlineRule> Rules = Gen.Elements(Book.DeadlinesOn(First)!.All.Where(rule => rule.Calendar is not (DeadlineCalendar.Rate or DeadlineCalendar.Clock)).ToArray());

    private static readonly Gen<List<PauseInterval>> Pauses =
        (from offset in Gen.Choose(-5, 130)
         from length in Gen.Choose(0, 40)
         from reason in Gen.Elements("hearing", "appraisal", "monitoring")
         select (offset, length, reason)).ListOf().Select(list => list.Select(each => new PauseInterval(First.AddDays(each.offset), First.AddDays(each.offset + each.length), each.reason)).ToList());

    private static Deadline Compute(string key, DateOnly start, IReadOnlyList<PauseInterval>? pauses = null) =>
        ((DeadlineAnswer.Known)Book.Deadlines.Compute(new DeadlineRequest(key, start) { Pauses = pauses ?? [] })).Deadline;

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) => Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<(A, B)> Pair<A, B>(Gen<A> a, Gen<B> b) => from first in a from second in b select (first, second);

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Holds(Pair(Rules, Pair(Starts, Gen.Choose(0, 60))), sample =>
        {
            var (rule, (start, later)) = sample;
            return Compute(rule.Key, start).End <= Compute(rule.Key, start.AddDays(later)).End;
        });

    [Fact]
    public void A_limit_that_shifts_ends_on_a_workday_and_never_before_its_raw_day() =>
        Holds(Pair(Rules, Starts), sample =>
        {
            var (rule, start) = sample;
            var deadline = Compute(rule.Key, start);
            if (rule.Calendar == DeadlineCalendar.CalendarNoShift || rule.Side == DeadlineSide.Power && rule.Calendar == DeadlineCalendar.Calendar) return deadline.End == deadline.RawEnd;
            return Book.Calendar.On(deadline.End)!.Value.IsWorkday && (rule.Backwards ? deadline.End < start : deadline.End >= deadline.RawEnd && deadline.End > start);
        });

    [Fact]
    public void Between_the_raw_and_the_shifted_day_lies_no_workday() =>
        Holds(Pair(Rules, Starts), sample =>
        {
            var deadline = Compute(sample.Item1.Key, sample.Item2);
            return Enumerable.Range(0, deadline.End.DayNumber - deadline.RawEnd.DayNumber).All(offset => !Book.Calendar.On(deadline.RawEnd.AddDays(offset))!.Value.IsWorkday);
        });

    [Fact]
    public void Working_days_counted_one_by_one_agree() =>
        Holds(Pair(Gen.Elements(Book.DeadlinesOn(First)!.All.Where(rule => rule.Calendar == DeadlineCalendar.Working && !rule.Backwards).ToArray()), Starts), sample =>
        {
            var (rule, start) = sample;
            var end = Compute(rule.Key, start).End;
            return Enumerable.Range(1, end.DayNumber - start.DayNumber).Count(offset => Book.Calendar.On(start.AddDays(offset))!.Value.IsWorkday) == rule.Limit;
        });

    [Fact]
    public void Pausing_never_shortens_and_never_adds_more_than_was_paused() =>
        Holds(Pauses, pauses =>
        {
            var (plain, paused) = (Compute("decision", First), Compute("decision", First, pauses));
            var most = pauses.SelectMany(pause => Enumerable.Range(0, pause.To!.Value.DayNumber - pause.From.DayNumber).Select(pause.From.AddDays)).Distinct().Count();
            return paused.End >= plain.End && paused.RawEnd.DayNumber - plain.RawEnd.DayNumber == paused.PausedDays && paused.PausedDays <= most;
        });

    [Fact]
    public void The_order_and_the_cutting_of_pauses_do_not_matter() =>
        Holds(Pauses, pauses =>
        {
            var cut = pauses.SelectMany(pause => Enumerable.Range(0, pause.To!.Value.DayNumber - pause.From.DayNumber).Select(offset => new PauseInterval(pause.From.AddDays(offset), pause.From.AddDays(offset + 1), pause.Reason)));
            return Compute("decision", First, pauses).End == Compute("decision", First, cut.Reverse().ToList()).End;
        });

    [Fact]
    public void Not_before_is_never_later_than_the_day_that_a_loaded_calendar_gives() =>
        Holds(Pair(Rules, Gen.Choose(0, 90)), sample =>
        {
            var (rule, offset) = sample;
            var request = new DeadlineRequest(rule.Key, new DateOnly(2026, 10, 15).AddDays(offset));
            return Law.Book.Deadlines.Compute(request) is not DeadlineAnswer.Open { NotBefore: { } notBefore } || notBefore <= Compute(rule.Key, request.Start).End;
        });
}
