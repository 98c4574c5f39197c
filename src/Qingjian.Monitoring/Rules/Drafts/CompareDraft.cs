using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>Judges a past day twice, by the rules in force and with a draft beside them, from the same values, marks and reviews.
/// Both by the rules of the draft's first day, so that nothing but the draft makes the difference.</summary>
internal sealed class CompareDraft(MonitoringDb db, ISources sources, GatherHours gather, JudgeDays days)
{
    /// <summary>How many verdicts there are on the day, and those that differ.</summary>
    /// <param name="trial">Which draft, and whose outlets.</param>
    /// <param name="present">The rules in force.</param>
    /// <param name="drafted">The same with the draft.</param>
    /// <param name="rulesOf">The draft's first day.</param>
    /// <param name="day">Beijing day of the data.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<(int Compared, List<DraftDifference> Differing)> Day(DraftTrial trial, Rulebook present, Rulebook drafted, DateOnly rulesOf, DateOnly day, CancellationToken stop)
    {
        var prefix = DivisionScope.Prefix(trial.Division);
        var duties = (await sources.AllDuties(day, stop)).Values.Where(duty => duty.Outlet.Division.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var outlets = duties.ConvertAll(duty => duty.Outlet.Id);
        var decided = await days.DecisionsOf(outlets, day, stop);
        var first = JudgedRow.SlotOf(LimitPeriod.Hour, day.ToDateTime(TimeOnly.MinValue));
        var rows = (await new JudgedRows(db).Read(LimitPeriod.Hour, outlets, first, first + 23, stop)).Values.ToLookup(row => row.OutletId);

        var (compared, differing) = (0, new List<DraftDifference>());
        foreach (var duty in duties)
        {
            var known = rows[duty.Outlet.Id].ToDictionary(row => row.Start);
            var (before, after) = (Verdicts(present), Verdicts(drafted));
            foreach (var key in before.Keys.Union(after.Keys).OrderBy(key => key.Start).ThenBy(key => key.Pollutant, StringComparer.Ordinal))
            {
                compared++;
                if (Difference(trial.Id, duty.Outlet, before.GetValueOrDefault(key), after.GetValueOrDefault(key), drafted, day) is { } difference) differing.Add(difference);
            }

            Dictionary<(LimitPeriod Period, DateTime Start, string Pollutant), Verdict> Verdicts(Rulebook book)
            {
                if (OutletLaw.Of(book, duty, rulesOf) is not { } law) return [];
                var hours = gather.Of(law, 0, 24, decided(duty.Outlet.Id), (factor, hour) => JudgeDays.MinutesOf(known, factor, hour));
                var judged = JudgeOutlet.Hours(law, hours);
                return (JudgeOutlet.Day(law, hours) is { } whole ? judged.Append(whole) : judged).SelectMany(row => row.Verdicts).ToDictionary(v => (v.Period, v.Start, v.Pollutant));
            }
        }
        return (compared, differing);
    }

    private static DraftDifference? Difference(string trial, SourceOutlet outlet, Verdict? before, Verdict? after, Rulebook book, DateOnly day)
    {
        if (before?.Outcome == after?.Outcome && before?.Reason == after?.Reason) return null;
        var either = (after ?? before)!;
        return new DraftDifference
        {
            TrialId = trial,
            EnterpriseId = outlet.EnterpriseId,
            EnterpriseName = outlet.EnterpriseName,
            Division = outlet.Division,
            OutletId = outlet.Id,
            OutletName = $"{outlet.Code} {outlet.Name}",
            FactorName = book.FactorOn(either.Pollutant, day)?.Name ?? either.Pollutant,
            Period = either.Period,
            StartAt = BeijingTime.InstantOf(either.Start),
            Change = (before?.Outcome, after?.Outcome) switch
            {
                (not VerdictOutcome.Exceeded, VerdictOutcome.Exceeded) => "newly",
                (VerdictOutcome.Exceeded, not VerdictOutcome.Exceeded) => "no-longer",
                _ => "other",
            },
            Before = Word(before),
            After = Word(after),
            BeforeSentence = before?.Sentence ?? "现行规则对该因子没有适用的限值，不作判定。",
            AfterSentence = after?.Sentence ?? "按草案，该因子没有适用的限值，不作判定。",
        };
    }

    private static string Word(Verdict? verdict) => verdict is null ? "无适用限值" : JudgedReason.Of(verdict).Word;
}
