using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Spans;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using LimitPeriod = Qingjian.Judgement.LimitPeriod;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>Judges a past day twice, by the rules in force and with a draft beside them, from the same values, marks and reviews, gathered once.
/// Both by the rules of the draft's first day, so that nothing but the draft makes the difference.</summary>
internal sealed class CompareDraft(MonitoringDb db, ISources sources, GatherHours gather, JudgeDays days, JudgeFurnace furnaces)
{
    private static readonly (string, string, string) NoLimit = ("无适用限值", "现行规则对该因子没有适用的限值，不作判定。", "按草案，该因子没有适用的限值，不作判定。");

    /// <summary>What a book makes of an outlet and day.</summary>
    /// <param name="Law">Null where nothing of the outlet is judged by it.</param>
    /// <param name="Hours">Values by factor, with the marks as it lays them.</param>
    /// <param name="Furnace">What it judges of the furnace; empty where the draft does not touch furnaces.</param>
    private sealed record Side(OutletLaw? Law, IReadOnlyDictionary<string, List<HourValue>> Hours, IReadOnlyList<Verdict> Furnace)
    {
        public Dictionary<(LimitPeriod Period, DateTime Start, string Factor), Brief> Briefs { get; } = Of(Law, Hours, Furnace);

        private static Dictionary<(LimitPeriod, DateTime, string), Brief> Of(OutletLaw? law, IReadOnlyDictionary<string, List<HourValue>> hours, IReadOnlyList<Verdict> furnace)
        {
            var briefs = law is null ? [] : JudgeOutlet.Brief(law, hours);
            foreach (var verdict in furnace) briefs[(verdict.Period, verdict.Start, verdict.Pollutant)] = new(verdict.Outcome, verdict.Reason);
            return briefs;
        }
    }

    /// <summary>A day judged twice.</summary>
    /// <param name="Count">How many verdicts there are on the day.</param>
    /// <param name="Differing">Those that differ.</param>
    /// <param name="Was">Exceedances by the rules in force: what spans of days are made of.</param>
    /// <param name="Would">The same with the draft.</param>
    /// <param name="Over">The outlets that exceeded by either.</param>
    public sealed record Compared(int Count, List<DraftDifference> Differing, List<SpanExceedance> Was, List<SpanExceedance> Would, List<OutletDuties> Over);

    /// <summary>How many verdicts there are on the day, and those that differ.</summary>
    /// <param name="trial">Which draft, and whose outlets.</param>
    /// <param name="present">The rules in force.</param>
    /// <param name="drafted">The same with the draft.</param>
    /// <param name="rulesOf">The draft's first day.</param>
    /// <param name="day">Beijing day of the data.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Compared> Day(DraftTrial trial, Rulebook present, Rulebook drafted, DateOnly rulesOf, DateOnly day, CancellationToken stop)
    {
        var prefix = DivisionScope.Prefix(trial.Division);
        var duties = (await sources.AllDuties(day, stop)).Values.Where(duty => duty.Outlet.Division.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var outlets = duties.ConvertAll(duty => duty.Outlet.Id);
        // Only a rule of furnaces lays marks in another way.
        var known = present.Rules.Select(rule => rule.Digest).ToHashSet();
        var changed = drafted.Rules.Where(rule => !known.Contains(rule.Digest)).ToList();
        var ofFurnaces = changed.Exists(rule => rule.Kind == "incineration");
        var decided = await days.DecisionsOf(outlets, day, present, rulesOf, stop);
        var anew = ofFurnaces ? await days.DecisionsOf(outlets, day, drafted, rulesOf, stop) : decided;
        var first = JudgedRow.SlotOf(LimitPeriod.Hour, day.ToDateTime(TimeOnly.MinValue));
        var rows = (await new JudgedRows(db).Read(LimitPeriod.Hour, outlets, first, first + 23, stop)).Values.ToLookup(row => row.OutletId);

        // A draft that speaks of spans only judges every hour and day as before.
        var ofDays = !changed.TrueForAll(rule => CompareSpans.OwnKinds.Contains(rule.Kind));
        var (compared, differing, wasOver, wouldOver) = (0, new List<DraftDifference>(), new List<SpanExceedance>(), new List<SpanExceedance>());
        foreach (var duty in duties)
        {
            var (was, would) = await Sides(duty, present, drafted, rulesOf, rows[duty.Outlet.Id].ToDictionary(row => row.Start), decided(duty.Outlet.Id), anew(duty.Outlet.Id), ofFurnaces, stop);
            wasOver.AddRange(Exceeded(was, duty.Outlet));
            if (!ofDays) continue;
            wouldOver.AddRange(Exceeded(would, duty.Outlet));
            foreach (var key in was.Briefs.Keys.Union(would.Briefs.Keys).OrderBy(key => key.Start).ThenBy(key => key.Factor, StringComparer.Ordinal))
            {
                compared++;
                var (before, after) = (Of(was.Briefs, key), Of(would.Briefs, key));
                if (before != after) differing.Add(Difference(trial.Id, duty.Outlet, Whole(was, key), Whole(would, key), drafted, day));
            }
        }
        var over = wasOver.Concat(wouldOver).Select(each => each.OutletId).ToHashSet();
        return new(compared, differing, wasOver, ofDays ? wouldOver : wasOver, duties.FindAll(duty => over.Contains(duty.Outlet.Id)));
    }

    private static IEnumerable<SpanExceedance> Exceeded(Side side, SourceOutlet outlet)
    {
        foreach (var key in side.Briefs.Where(each => each.Value == new Brief(VerdictOutcome.Exceeded, "exceeded")).Select(each => each.Key))
            if (Whole(side, key) is { } verdict)
                yield return new(outlet.EnterpriseId, outlet.Id, key.Period,
                    new($"{outlet.Code} {outlet.Name}", key.Factor, side.Law!.NameOf(key.Factor), key.Start, verdict.Multiple, verdict.Value, verdict.Unit, verdict.Digest()));
    }

    private async Task<(Side Was, Side Would)> Sides(
        OutletDuties duty, Rulebook present, Rulebook drafted, DateOnly rulesOf, Dictionary<DateTime, JudgedRow> known, Decisions decided, Decisions anew, bool ofFurnaces, CancellationToken stop)
    {
        var (one, other) = (OutletLaw.Of(present, duty, rulesOf), OutletLaw.Of(drafted, duty, rulesOf));
        // A value comes out the same for both as long as the same rule says which flags and minutes count.
        var same = one is not null && other is not null && one.Rules.Validity.Rule.Digest == other.Rules.Validity.Rule.Digest;
        var values = same ? Values(one! with { Factors = [.. one.Factors.UnionBy(other!.Factors, factor => factor.Code)] }) : null;
        return (new(one, Mine(one, decided), await Furnace(one, present)), new(other, Mine(other, anew), await Furnace(other, drafted)));

        IReadOnlyDictionary<string, List<HourValue>> Values(OutletLaw law) => gather.Of(law, 0, 24, decided, (factor, hour) => JudgeDays.MinutesOf(known, factor, hour));

        IReadOnlyDictionary<string, List<HourValue>> Mine(OutletLaw? law, Decisions marks)
        {
            if (law is null) return new Dictionary<string, List<HourValue>>();
            var all = values ?? Values(law);
            return law.Factors.ToDictionary(factor => factor.Code, factor => ReferenceEquals(marks, decided) || ReferenceEquals(marks.Marks, decided.Marks) ? all[factor.Code]
                : all[factor.Code].ConvertAll(hour => hour with { Marks = marks.Marks.Over(hour.Pollutant, hour.Start) }), StringComparer.Ordinal);
        }

        async Task<IReadOnlyList<Verdict>> Furnace(OutletLaw? law, Rulebook by) => law is null || !ofFurnaces ? [] : await furnaces.Of(law, JudgeFurnace.RuleOf(duty, by, rulesOf), stop);
    }

    private static Brief? Of(Dictionary<(LimitPeriod, DateTime, string), Brief> briefs, (LimitPeriod, DateTime, string) key) => briefs.TryGetValue(key, out var brief) ? brief : null;

    // Only what differs is put into words.
    private static Verdict? Whole(Side side, (LimitPeriod Period, DateTime Start, string Factor) key)
    {
        if (side.Law is not { } law || !side.Briefs.ContainsKey(key)) return null;
        if (side.Furnace.FirstOrDefault(verdict => (verdict.Period, verdict.Start, verdict.Pollutant) == key) is { } furnace) return furnace;
        var hours = side.Hours.GetValueOrDefault(key.Factor) ?? [];
        return key.Period == LimitPeriod.Day ? Judge.Day(law.Duties.Outlet.Id, new DayValue(key.Factor, law.Duties.Day, hours), law.Rules)
            : Judge.Hour(law.Duties.Outlet.Id, hours.First(hour => hour.Start == key.Start), law.Rules);
    }

    private static DraftDifference Difference(string trial, SourceOutlet outlet, Verdict? before, Verdict? after, Rulebook book, DateOnly day)
    {
        var code = (after ?? before)!.Pollutant;
        return Difference(trial, outlet, DayFinding.NameOf(code) ?? book.FactorOn(code, day)?.Name ?? code, before, after, NoLimit);
    }

    /// <summary>A difference in words.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="outlet">The outlet.</param>
    /// <param name="name">What is judged, Chinese.</param>
    /// <param name="before">By the rules in force; null for none.</param>
    /// <param name="after">With the draft; null for none.</param>
    /// <param name="none">What stands where there is no verdict: the word, and the sentence of either side.</param>
    internal static DraftDifference Difference(string trial, SourceOutlet outlet, string name, Verdict? before, Verdict? after, (string Word, string Before, string After) none)
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
            FactorName = name,
            Period = either.Period,
            StartAt = BeijingTime.InstantOf(either.Start),
            Change = (before?.Outcome, after?.Outcome) switch
            {
                (not VerdictOutcome.Exceeded, VerdictOutcome.Exceeded) => "newly",
                (VerdictOutcome.Exceeded, not VerdictOutcome.Exceeded) => "no-longer",
                _ => "other",
            },
            Before = before is null ? none.Word : JudgedReason.Of(before).Word,
            After = after is null ? none.Word : JudgedReason.Of(after).Word,
            BeforeSentence = before?.Sentence ?? none.Before,
            AfterSentence = after?.Sentence ?? none.After,
        };
    }
}
