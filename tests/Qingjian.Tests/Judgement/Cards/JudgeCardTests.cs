using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public sealed class JudgeCardTests
{
    private static readonly DateOnly Listed = new(2026, 10, 15);
    private static readonly CardRule Rule = Law.Book.CardsOn(new(2026, 9, 30))!;

    private static CardFacts Facts(int valid, int exceeding, bool over = false) => new(valid, exceeding, over ? [new("二氧化硫", 100.1m, 100m)] : [], false, null, null);

    internal static void Example(JsonElement example)
    {
        var finding = JudgeCard.Of(Facts(example.GetProperty("valid").GetInt32(), example.GetProperty("exceeding").GetInt32(), example.GetProperty("over_total").GetBoolean()), Rule, Listed);
        (finding.Colour == CardColour.Yellow).ShouldBe(example.GetProperty("yellow").GetBoolean(), example.GetProperty("say").GetString());
    }

    [Fact]
    public void The_two_readings_of_the_text_differ_only_where_one_condition_holds_alone()
    {
        var both = Rule with { Join = CardJoin.Both };
        JudgeCard.Of(Facts(100, 30), both, Listed).Colour.ShouldBeNull();
        JudgeCard.Of(Facts(100, 0, over: true), both, Listed).Colour.ShouldBeNull();
        JudgeCard.Of(Facts(100, 30, over: true), both, Listed).Colour.ShouldBe(CardColour.Yellow);
    }

    [Theory]
    [InlineData("2026-09-30", null, CardColour.Red)]
    [InlineData("2026-10-15", null, null)]
    [InlineData("2026-09-30", "2026-09-30", null)]
    [InlineData("2026-09-30", "2026-10-01", CardColour.Red)]
    [InlineData(null, null, null)]
    public void Red_is_who_was_yellow_and_did_not_correct_in_time(string? due, string? corrected, CardColour? expected)
    {
        var facts = new CardFacts(90, 0, [], true, due is null ? null : DateOnly.Parse(due), corrected is null ? null : DateOnly.Parse(corrected));
        JudgeCard.Of(facts, Rule, Listed).Colour.ShouldBe(expected);
        JudgeCard.Of(facts with { YellowBefore = false }, Rule, Listed).Colour.ShouldBeNull();
    }

    [Fact]
    public void More_exceeding_means_never_take_a_card_away() => Prop.ForAll<byte, byte>((valid, exceeding) =>
    {
        var (all, some) = (Math.Max((int)valid, exceeding), (int)exceeding);
        return some >= all || JudgeCard.Of(Facts(all, some), Rule, Listed).Colour is null || JudgeCard.Of(Facts(all, some + 1), Rule, Listed).Colour == CardColour.Yellow;
    }).QuickCheckThrowOnFailure();
}
