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
            var (was, would) = (Judged(present), Judged(drafted));
            foreach (var key in was.Briefs.Keys.Union(would.Briefs.Keys).OrderBy(key => key.Start).ThenBy(key => key.Factor, StringComparer.Ordinal))
            {
                compared++;
                var (before, after) = (Of(was.Briefs, key), Of(would.Briefs, key));
                if (before != after) differing.Add(Difference(trial.Id, duty.Outlet, Whole(was, key), Whole(would, key), drafted, day));
            }

            (OutletLaw? Law, IReadOnlyDictionary<string, List<HourValue>> Hours, Dictionary<(LimitPeriod Period, DateTime Start, string Factor), Brief> Briefs) Judged(Rulebook book)
            {
                if (OutletLaw.Of(book, duty, rulesOf) is not { } law) return (null, new Dictionary<string, List<HourValue>>(), []);
                var hours = gather.Of(law, 0, 24, decided(duty.Outlet.Id), (factor, hour) => JudgeDays.MinutesOf(known, factor, hour));
                return (law, hours, JudgeOutlet.Brief(law, hours));
            }
        }
        return (compared, differing);
    }

    private static Brief? Of(Dictionary<(LimitPeriod, DateTime, string), Brief> briefs, (LimitPeriod, DateTime, string) key) => briefs.TryGetValue(key, out var brief) ? brief : null;

    // Only what differs is put into words.
    private static Verdict? Whole(
        (OutletLaw? Law, IReadOnlyDictionary<string, List<HourValue>> Hours, Dictionary<(LimitPeriod, DateTime, string), Brief> Briefs) judged, (LimitPeriod Period, DateTime Start, string Factor) key)
    {
        if (judged.Law is not { } law || !judged.Briefs.ContainsKey(key)) return null;
        var hours = judged.Hours.GetValueOrDefault(key.Factor) ?? [];
        return key.Period == LimitPeriod.Day ? Judge.Day(law.Duties.Outlet.Id, new DayValue(key.Factor, law.Duties.Day, hours), law.Rules)
            : Judge.Hour(law.Duties.Outlet.Id, hours.First(hour => hour.Start == key.Start), law.Rules);
    }

    private static DraftDifference Difference(string trial, SourceOutlet outlet, Verdict? before, Verdict? after, Rulebook book, DateOnly day)
    {
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
