using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Transmission;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Exceedance;

/// <summary>Same data, same result: through the store, the judging of arrivals, marks and the close of a day.</summary>
public abstract class AnyOrderTests(HostFixture host, int rounds)
{
    // The same days in every run; the long campaign lives through days nobody has seen.
    private static Config Rounds(int rounds) => Environment.GetEnvironmentVariable("QINGJIAN_LONG") is null
        ? Config.QuickThrowOnFailure.WithMaxTest(rounds).WithReplay(212, 2025)
        : Config.QuickThrowOnFailure.WithMaxTest(30 * rounds);

    [Fact]
    public void The_same_day_says_the_same_bit_for_bit_in_any_order_of_packets_and_marks_and_judging_again_adds_nothing() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), seeds =>
        {
            Same(seeds.Item1, seeds.Item2).GetAwaiter().GetResult();
            return true;
        }).Check(Rounds(rounds));

    private async Task Same(int day, int order)
    {
        var story = new DayStory(day);
        var (one, other) = (await story.InOrder(host), await story.InAnyOrder(host, order));
        var (first, second) = (await DayStory.Said(one), await DayStory.Said(other));
        first.ShouldNotContain(line => line.Contains("NOT AS REPLAYED", StringComparison.Ordinal));
        second.ShouldBe(first);
        var written = await DayStory.Written(other);
        await TellerScenes.Close(other, DayStory.Day.Day);
        (await DayStory.Written(other)).ShouldBe(written);
    }

    [Fact]
    public void Every_hour_is_counted_once_as_valid_invalid_missing_or_stopped_and_measured_substituted_and_empty_hours_make_the_day() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), seeds =>
        {
            Conserved(seeds.Item1, seeds.Item2).GetAwaiter().GetResult();
            return true;
        }).Check(Rounds(rounds));

    private async Task Conserved(int day, int order)
    {
        var scene = await new DayStory(day).InAnyOrder(host, order);
        await host.InScope(async services =>
        {
            var judged = (await services.GetRequiredService<Qingjian.Monitoring.Exceedance.Replay>().Day(scene.OutletId, DayStory.Day, null, default))!.Now;
            foreach (var counted in (await services.GetRequiredService<CountDays>().Of(DayStory.Day, [scene.OutletId], DayStory.Day, null, default)).SelectMany(each => each.Factors))
            {
                counted.Letters.Length.ShouldBe(24);
                var cells = counted.Letters.Select(letter => DueCell.Of(letter).State).ToList();
                int Of(params DueState[] states) => cells.Count(states.Contains);
                (counted.Completed.Due + counted.TakenOut).ShouldBe(24);
                (Of(DueState.Received, DueState.Late) + Of(DueState.Invalid) + Of(DueState.Missing, DueState.TooLate) + Of(DueState.Stopped, DueState.Check)).ShouldBe(24);
                (counted.TakenOut, counted.Completed.Valid).ShouldBe((Of(DueState.Stopped, DueState.Check), Of(DueState.Received, DueState.Late)));
                counted.Completed.Received.ShouldBe(Of(DueState.Received, DueState.Late, DueState.Invalid));
                // What came was judged once, what did not come never.
                var verdicts = judged.Where(each => each.Row.Period == LimitPeriod.Hour).SelectMany(each => each.Verdicts).Where(verdict => verdict.Pollutant == counted.Factor).ToList();
                if (verdicts.Count > 0) verdicts.Select(verdict => verdict.Start).Distinct().Count().ShouldBe(verdicts.Count);
            }
            foreach (var measured in await services.GetRequiredService<MeasureAmounts>().Of(DayStory.Day, [scene.OutletId], default))
            {
                var states = measured.Hours.Select(hour => hour.State).ToList();
                states.Count.ShouldBe(24);
                states.ShouldAllBe(state => Enum.IsDefined(state));
                var rule = Qingjian.Tests.Judgement.Law.Book.SubstitutionOn(Qingjian.Vocabulary.Medium.Air, DayStory.Day)!;
                var replaced = SubstituteAmounts.Of(measured.Hours.Select((hour, at) => new AmountHour(DayStory.Day.ToDateTime(TimeOnly.MinValue).AddHours(at), hour.State, hour.Amount)), rule);
                var (valid, stopped) = (states.Count(state => state == AmountState.Valid), states.Count(state => state == AmountState.Stopped));
                // Each hour that is neither valid nor stopped is answered once, with an amount or with none.
                replaced.Select(hour => hour.Start).Distinct().Count().ShouldBe(replaced.Count);
                (valid + stopped + replaced.Count(hour => hour.Amount is not null) + replaced.Count(hour => hour.Amount is null)).ShouldBe(24);
            }
            return true;
        });
    }
}

public sealed class AnyOrderOnSqlite(SqliteHost host) : AnyOrderTests(host, 6), IClassFixture<SqliteHost>;

public sealed class AnyOrderOnPostgres(PostgresHost host) : AnyOrderTests(host, 2), IClassFixture<PostgresHost>;
