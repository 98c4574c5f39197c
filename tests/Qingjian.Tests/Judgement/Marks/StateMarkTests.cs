using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>What can be marked at all, and which part of it is late (notice 21 of 2022, second hand; M36).</summary>
public class StateMarkTests
{
    private static readonly DateTime Now = new(2026, 7, 2, 10, 0, 0);
    private static readonly string[] Factors = ["a34013", "a21002"];

    private static WantedMark Wanted(string code = "start-up", int from = -4, int to = -1) => new(code, Now.AddHours(from), Now.AddHours(to), [], "点火升温后投料", 1);

    private static string? Refused(WantedMark wanted) => StateMark.Check(wanted, MarkCatalogueTests.Waste, Factors, Now).Try(out _, out var why) ? null : why.Code;

    [Fact]
    public void A_sound_mark_is_taken() => Refused(Wanted()).ShouldBeNull();

    [Fact]
    public void An_impossible_mark_is_refused_with_its_reason()
    {
        Refused(Wanted("no-such")).ShouldBe("mark-unknown");
        Refused(Wanted(from: -1, to: -1)).ShouldBe("mark-backwards");
        Refused(Wanted(from: -1, to: -2)).ShouldBe("mark-backwards");
        Refused(Wanted(to: 1)).ShouldBe("mark-future");
        Refused(Wanted(from: -24 * 93)).ShouldBe("mark-too-long");
        Refused(Wanted() with { Reason = " 启 炉 " }).ShouldBe("mark-reason");
        Refused(Wanted() with { Reason = new('长', 1001) }).ShouldBe("mark-reason-long");
        Refused(Wanted() with { Factors = ["a34013"] }).ShouldBe("mark-factors");
        Refused(Wanted("maintenance") with { Factors = ["w01018"] }).ShouldBe("mark-factor-unknown");
        Refused(Wanted("fault") with { Files = 0 }).ShouldBe("mark-proof");
        Refused(Wanted("maintenance") with { Factors = ["a34013"] }).ShouldBeNull();
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "mark-future")]
    public void Clocks_may_differ_by_ten_minutes(int minutes, string? code) => Refused(Wanted() with { To = Now.AddMinutes(minutes) }).ShouldBe(code);

    [Theory]
    [InlineData(12, 0, false)]
    [InlineData(12, 1, true)]
    public void The_day_is_marked_in_time_until_noon_of_the_next(int hour, int minute, bool late) =>
        StateMark.Parts(new(2026, 6, 30, 8, 0, 0), new(2026, 6, 30, 9, 0, 0), new(2026, 7, 1, hour, minute, 0), MarkCatalogueTests.Waste)
            .ShouldBe([new(new(2026, 6, 30, 8, 0, 0), new(2026, 6, 30, 9, 0, 0), new(2026, 7, 1, 12, 0, 0), late)]);

    [Fact]
    public void M36_a_mark_over_midnight_is_late_for_one_day_and_in_time_for_the_other()
    {
        var parts = StateMark.Parts(new(2026, 6, 30, 22, 0, 0), new(2026, 7, 1, 4, 0, 0), new(2026, 7, 1, 13, 0, 0), MarkCatalogueTests.Waste);
        parts.Select(part => (part.To.Day, part.Late)).ShouldBe([(1, true), (1, false)]);
        (parts[0].To, parts[1].From).ShouldBe((new(2026, 7, 1), new DateTime(2026, 7, 1)));
    }

    [Fact]
    public void Parts_hold_every_minute_once_and_are_at_most_two() => Prop.ForAll(Gen.Choose(0, 5000).ListOf(3).ToArbitrary(), picks =>
    {
        var from = new DateTime(2026, 6, 1).AddMinutes(picks[0]);
        var (to, now) = (from.AddMinutes(picks[1] + 1), from.AddMinutes(picks[2]));
        var parts = StateMark.Parts(from, to, now, MarkCatalogueTests.Waste);
        return parts.Count is 1 or 2 && parts[0].From == from && parts[^1].To == to && parts.Zip(parts.Skip(1)).All(pair => pair.First.To == pair.Second.From && pair.First.Late && !pair.Second.Late);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
