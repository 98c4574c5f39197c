using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Settings of automatic sample retention (超标留样) in force on a day.</summary>
/// <param name="Rule">The law file.</param>
/// <param name="Apart">Least time between two orders to one sampler.</param>
/// <param name="Keep">How long a cooled sample keeps when its factor names no other time.</param>
/// <param name="KeepCelsius">Temperature at which bottles are kept.</param>
/// <param name="AnswerWithin">An order without bottle number after this time has failed.</param>
/// <param name="Triggers">Verdicts that order a sample: words of the supervision rules.</param>
/// <param name="KeepOf">Keeping time by HJ 212-2017 code.</param>
public sealed record SamplingRule(
    Rule Rule, TimeSpan Apart, TimeSpan Keep, decimal KeepCelsius, TimeSpan AnswerWithin, IReadOnlyList<string> Triggers, IReadOnlyDictionary<string, TimeSpan> KeepOf)
{
    /// <summary>How long a sample taken for a factor keeps.</summary>
    public TimeSpan KeepFor(string? factor) => factor is not null && KeepOf.TryGetValue(factor, out var own) ? own : Keep;

    /// <summary>Whether a sampler may be ordered to fill a bottle now; null when it may.</summary>
    /// <param name="lastOrder">When it was last ordered, or null.</param>
    /// <param name="emptyBottles">Bottles left.</param>
    /// <param name="now">Now.</param>
    public Refusal? Against(DateTimeOffset? lastOrder, int emptyBottles, DateTimeOffset now)
    {
        if (emptyBottles <= 0) return Refusal.Of("bottles-full", "留样瓶已全部用完，请先取走样品或者换瓶，再下达留样。");
        return lastOrder is { } last && now - last < Apart
            ? Refusal.Of("sampled-lately", $"距上次留样指令不足{Apart.TotalMinutes:0}分钟，请在{BeijingTime.ClockOf(last + Apart):HH:mm}之后再下达。") : null;
    }

    internal static SamplingRule Read(LawNode node, Rule rule) => new(
        rule, TimeSpan.FromMinutes(node.Whole("apart_minutes")), TimeSpan.FromHours(node.Whole("keep_hours")), node.Number("keep_celsius"), TimeSpan.FromMinutes(node.Whole("answer_minutes")),
        node.Texts("triggers"), node.Items("factors").ToDictionary(item => item.Text("code"), item => TimeSpan.FromHours(item.Whole("keep_hours")), StringComparer.Ordinal));
}
