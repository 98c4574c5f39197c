using Qingjian.Judgement;
using Qingjian.Monitoring.Supervision;
using Qingjian.Tests.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Supervision;

/// <summary>The pure decisions on orders.</summary>
public class OrderDecisionTests
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 18, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly SupervisionRule Rule = Law.Book.SupervisionOn(Law.Day)!;

    private static SupervisionOrder Order(OrderState state = OrderState.Issued, string trigger = "hour_exceeded") => new()
    {
        Id = "o",
        Number = "督〔2026〕00001号",
        State = state,
        Class = "dispatch",
        Trigger = trigger,
        Colour = "blue",
        EnterpriseName = "甲",
        Division = "611002",
        OutletId = "x",
        OutletName = "DA001",
        Factor = "a34013",
        FactorName = "烟尘",
        Title = "t",
        Summary = "s",
        IssuedAt = Issued,
        DueAt = Issued.AddHours(24),
        FromAt = Issued.AddHours(-2),
        ToAt = Issued.AddHours(-1),
        Rulebook = "",
        RuleDigest = "",
        Occurrences = [new("v", Issued.AddHours(-2), Issued.AddHours(-1), 35m, 0.17m, "s")],
    };

    private static AnswerOrder.Request Answer(string cause = "calibration", string text = "八时校准在线设备", string measures = "已恢复", params AnswerOrder.MarkRequest[] marks) => new(1, cause, text, measures, marks, []);

    private static string Refused(AnswerOrder.Request request)
    {
        AnswerOrder.Decide(Order(), request, Rule, Issued.AddHours(1)).Try(out _, out var why).ShouldBeFalse();
        return why.Code;
    }

    [Fact]
    public void Every_path_ends_and_no_closed_order_moves()
    {
        foreach (var state in OrderPath.Done.Except([OrderState.Upheld])) OrderPath.From(state).ShouldBeEmpty();
        OrderPath.From(OrderState.Upheld).ShouldBe([OrderAct.Close]);
        foreach (var state in Enum.GetValues<OrderState>())
            foreach (var act in Enum.GetValues<OrderAct>())
                OrderPath.Next(state, act).Try(out _, out var why).ShouldBe(why is null);
    }

    [Theory]
    [InlineData("Issued", 23, false)]
    [InlineData("Issued", 25, true)]
    [InlineData("SentBack", 25, true)]
    [InlineData("Answered", 1, true)]
    public void An_exceedance_is_upheld_after_the_answer_or_after_its_time(string state, int hours, bool allowed) =>
        CheckOrder.Decide(Order(Enum.Parse<OrderState>(state)), OrderAct.Uphold, Issued.AddHours(hours)).Try(out _, out _).ShouldBe(allowed);

    [Fact]
    public void What_was_judged_anew_or_is_a_silence_cannot_be_upheld()
    {
        var gone = Order(OrderState.Answered);
        gone.Occurrences = [gone.Occurrences[0] with { Withdrawn = "达标" }];
        CheckOrder.Decide(gone, OrderAct.Uphold, Issued).Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe("verdicts-gone");
        CheckOrder.Decide(Order(OrderState.Answered, "silence"), OrderAct.Uphold, Issued).Try(out _, out why).ShouldBeFalse();
        why.Code.ShouldBe("silence-not-upheld");
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(47, 0)]
    [InlineData(48, 1)]
    [InlineData(96, 2)]
    [InlineData(192, 3)]
    public void A_late_order_stands_at_the_level_of_its_lateness(int hours, int level) =>
        (EscalateOverdue.Decide(Order(), Issued.AddHours(hours), Rule)?.Level ?? 0).ShouldBe(level);

    [Fact]
    public void An_answered_order_never_climbs() => EscalateOverdue.Decide(Order(OrderState.Answered), Issued.AddDays(100), Rule).ShouldBeNull();

    [Fact]
    public void An_answer_needs_cause_text_measures_and_marks_that_fit()
    {
        AnswerOrder.Decide(Order(), Answer(marks: new AnswerOrder.MarkRequest("calibration", Issued.AddHours(-2), Issued.AddHours(-1), "校准")), Rule, Issued).Try(out var marks, out _).ShouldBeTrue();
        marks.Single().Name.ShouldBe("自动监测设备校准、核查");
        Refused(Answer(cause: "x")).ShouldBe("cause-unknown");
        Refused(Answer(text: "短")).ShouldBe("text-missing");
        Refused(Answer(measures: " ")).ShouldBe("measures-missing");
        Refused(Answer(marks: new AnswerOrder.MarkRequest("x", Issued, Issued.AddMinutes(1), ""))).ShouldBe("mark-unknown");
        Refused(Answer(marks: new AnswerOrder.MarkRequest("stopped", Issued, Issued, ""))).ShouldBe("mark-backwards");
        Refused(Answer(marks: new AnswerOrder.MarkRequest("stopped", Issued, Issued.AddHours(5), ""))).ShouldBe("mark-future");
        Refused(Answer(marks: new AnswerOrder.MarkRequest("stopped", Issued.AddDays(-9), Issued.AddDays(-8), ""))).ShouldBe("mark-elsewhere");
    }
}
