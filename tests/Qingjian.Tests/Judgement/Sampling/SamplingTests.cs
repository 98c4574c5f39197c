using System.Text.Json;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public sealed class SamplingTests
{
    private static readonly SamplingRule Rule = Law.Book.SamplingOn(Law.Day)!;
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.FromHours(8));

    internal static void Example(JsonElement example)
    {
        DateTimeOffset? last = example.GetProperty("minutes_since") is { ValueKind: JsonValueKind.Number } minutes ? Now.AddMinutes(-minutes.GetInt32()) : null;
        (Rule.Against(last, example.GetProperty("empty").GetInt32(), Now) is null).ShouldBe(example.GetProperty("allowed").GetBoolean(), example.GetProperty("say").GetString());
    }

    [Fact]
    public void A_refusal_says_when_it_may_be_tried_again() =>
        Rule.Against(Now.AddMinutes(-10), 3, Now)!.Message.ShouldBe("距上次留样指令不足30分钟，请在12:20之后再下达。");
}
