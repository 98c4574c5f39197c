using Qingjian.Judgement;
using Qingjian.Monitoring.Spans;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>Judges the spans of days of a trial twice, from the exceedances that either side found, from the amounts as they are counted and from the electricity kept of days under an order.
/// Both by the rules of the draft's first day.</summary>
internal sealed class CompareSpans(TotalSpans totals, StopSpans stops)
{
    /// <summary>Kinds of law files that speak of spans alone.</summary>
    internal static readonly IReadOnlyList<string> OwnKinds = ["persistence", "totals", "electricity"];

    private static readonly (string, string, string) None = ("未达到", "按现行规则，当日没有达到累计认定的条件。", "按草案，当日没有达到累计认定的条件。");

    /// <summary>The first day that a span ending on a day looks at, by either side.</summary>
    public static DateOnly BackFrom(Rulebook present, Rulebook drafted, DateOnly rulesOf, DateOnly day) =>
        new[] { SpanLaw.As(present, rulesOf).BackFrom(day), SpanLaw.As(drafted, rulesOf).BackFrom(day) }.Min();

    /// <summary>How many spans either side finds in the days of a trial, and those that differ.</summary>
    /// <param name="trial">Which days, and whose outlets.</param>
    /// <param name="present">The rules in force.</param>
    /// <param name="drafted">The same with the draft.</param>
    /// <param name="rulesOf">The draft's first day.</param>
    /// <param name="days">The days of the trial and those before that spans look back to.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<(int Count, List<DraftDifference> Differing)> Of(DraftTrial trial, Rulebook present, Rulebook drafted, DateOnly rulesOf, IReadOnlyList<CompareDraft.Compared> days, CancellationToken stop)
    {
        var duties = days.SelectMany(day => day.Over).ToDictionary(duty => (duty.Outlet.Id, duty.Day));
        var outlets = duties.Values.Select(duty => duty.Outlet).DistinctBy(outlet => outlet.Id).ToDictionary(outlet => outlet.Id);
        var was = await Side(trial, [.. days.SelectMany(day => day.Was)], duties, outlets, SpanLaw.As(present, rulesOf), stop);
        var would = await Side(trial, [.. days.SelectMany(day => day.Would)], duties, outlets, SpanLaw.As(drafted, rulesOf), stop);
        var keys = was.Keys.Union(would.Keys).OrderBy(key => key.Start).ThenBy(key => key.Outlet, StringComparer.Ordinal).ThenBy(key => key.Code, StringComparer.Ordinal).ToList();
        var differing = new List<DraftDifference>();
        foreach (var key in keys)
        {
            var (before, after) = (was.GetValueOrDefault(key), would.GetValueOrDefault(key));
            if (before?.Verdict.Outcome == after?.Verdict.Outcome && before?.Verdict.Reason == after?.Verdict.Reason) continue;
            var either = (after ?? before)!;
            differing.Add(CompareDraft.Difference(trial.Id, either.Outlet, either.Name, before?.Verdict, after?.Verdict, None));
        }
        return (keys.Count, differing);
    }

    private async Task<Dictionary<(string Outlet, string Code, DateTime Start), SpanJudged>> Side(
        DraftTrial trial, List<SpanExceedance> found, Dictionary<(string, DateOnly), OutletDuties> duties, Dictionary<string, SourceOutlet> outlets, SpanLaw law, CancellationToken stop)
    {
        IReadOnlyCollection<string> Standards(string outlet, DateOnly day) => duties.TryGetValue((outlet, day), out var duty) ? [.. duty.Standards.Select(standard => standard.StandardNo)] : [];
        var prefix = DivisionScope.Prefix(trial.Division);
        var judged = PersistentSpans.Of(found, trial.From, trial.To, outlets, Standards, law)
            .Concat(await totals.Of(trial.From, trial.To, null, law, stop)).Concat(await stops.Of(trial.From, trial.To, null, law, stop));
        return judged.Where(each => each.Outlet.Division.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(each => (each.Verdict.Subject, each.Verdict.Pollutant, each.Verdict.Start));
    }
}
