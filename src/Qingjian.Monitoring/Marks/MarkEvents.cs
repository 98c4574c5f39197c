using System.Globalization;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Marks;

/// <summary>What the supervision rules hear of a mark: that it does not fit the data or the marks beside it, and that a fault lasts long.</summary>
internal static class MarkEvents
{
    /// <summary>Kinds whose length the supervision rules warn of (事故、故障时长).</summary>
    private static readonly string[] Faults = ["fault", "accident", "device-fault"];

    /// <summary>Tells doubts about a mark, each once: what burns while it is said to be out, a fault at the very moment of a forecast, maintenance that ends as values fall.</summary>
    public static Act Doubted(this Act act, Mark mark, IEnumerable<MarkDoubt> doubts, DateTimeOffset now, Trust trust, TriggerRule? triggers)
    {
        foreach (var doubt in doubts)
            if (triggers?.OfDoubt(doubt.Key, mark.Effect) is { } pull)
                act.Tell(Event($"mark-{mark.Id}-{doubt.Code}", pull.Trigger, mark, now, trust, pull.Colour,
                    $"{mark.Span}的标记“{mark.Name}”与数据或者其他标记不符：{doubt.Say}。请核对现场记录后更正标记，属实的提供证明材料。"));
        return act;
    }

    /// <summary>Tells that a fault or accident comes near to the longest time that its kind may last.</summary>
    /// <param name="act">The act that makes or changes the mark.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="longest">Hours that one event may last.</param>
    /// <param name="share">Share of it from which the plant is warned.</param>
    /// <param name="now">Now.</param>
    /// <param name="trust">Trust of the rule.</param>
    public static Act Lasting(this Act act, Mark mark, decimal? longest, decimal share, DateTimeOffset now, Trust trust)
    {
        var hours = Math.Round((decimal)(mark.ToAt - mark.FromAt).TotalHours, 1);
        if (!Faults.Contains(mark.Kind) || longest is not { } most || hours < share * most) return act;
        var sentence = string.Create(CultureInfo.InvariantCulture, $"{mark.Span}标记“{mark.Name}”，已持续{hours:0.#}小时，单次不应超过{most:0.#}小时。请尽快排除，恢复正常运行；不能恢复的请按规定停运。");
        var lasting = Event($"mark-{mark.Id}-long", "fault_duration", mark, now, trust, hours > most ? "yellow" : "blue", sentence);
        return act.Tell(lasting with { Value = hours, Limit = most.ToString("0.#", CultureInfo.InvariantCulture), Unit = "小时" });
    }

    // The day of the mark; until now, for it is now that it was found.
    private static SupervisionEvent Event(string id, string trigger, Mark mark, DateTimeOffset now, Trust trust, string colour, string sentence) =>
        new(id, trigger, mark.OutletId, "", "标记", mark.FromAt, now > mark.ToAt ? now : mark.ToAt, sentence, colour, trust.Word());
}
