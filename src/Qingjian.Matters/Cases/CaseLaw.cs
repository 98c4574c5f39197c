using Qingjian.Judgement;

namespace Qingjian.Matters.Cases;

/// <summary>What cases ask of the law: causes, candidate bases, discretion tables, hearing thresholds.</summary>
internal sealed class CaseLaw(Rulebook book)
{
    /// <summary>The catalogue row of a cause for an act of a day; the code's own row before a regulation's.</summary>
    public Cause? Cause(string code, DateOnly actDay) =>
        book.Causes(actDay).For(actDay).Where(c => c.Code == code).OrderBy(c => c.Regime == "regulation").FirstOrDefault();

    /// <summary>Every cause that holds on a day, one per code.</summary>
    public IReadOnlyList<Cause> Causes(DateOnly actDay) =>
        [.. book.Causes(actDay).For(actDay).GroupBy(c => c.Code).Select(g => g.OrderBy(c => c.Regime == "regulation").First()).OrderBy(c => c.Code, StringComparer.Ordinal)];

    /// <summary>Candidates for the basis: rows of the day of the act and of today, both regimes where they overlap.</summary>
    public IReadOnlyList<LawCandidate> Candidates(string code, DateOnly actDay, DateOnly today) =>
        [.. book.Causes(today).Candidates(code, actDay, today).Select(c => new LawCandidate(
            c.Code, c.Name, c.Regime, c.ValidFrom, c.ValidTo, c.LawArticle, c.PenaltyArticle, c.FineMin, c.FineMax, c.FineBasis, c.Aggravated, c.HearingPossible,
            c.HoldsOn(actDay), c.Trust.Word()))];

    /// <summary>The note of 处罚法 art 37 where candidates differ by time, or null.</summary>
    public static string? OldOrLighter(IReadOnlyList<LawCandidate> candidates, DateOnly actDay)
    {
        var old = candidates.Where(c => c.InForceOnActDay).ToList();
        var newer = candidates.Where(c => !c.InForceOnActDay).ToList();
        if (old.Count == 0 || newer.Count == 0) return null;
        var lighter = newer.Any(n => old.All(o => (n.FineMax ?? decimal.MaxValue) < (o.FineMax ?? decimal.MaxValue) || (n.FineMin ?? 0) < (o.FineMin ?? 0)));
        return $"行为终了于{Vocabulary.BeijingTime.InChinese(actDay)}，原则上适用当时的法律；作出决定时法律已修改的，新法处罚较轻或者不认为是违法的适用新法（行政处罚法第37条、生态环境法典第1057条）。"
            + (lighter ? "候选新法的幅度有低于旧法之处，请比较后选定并写明理由。" : "候选新法的幅度不低于旧法。");
    }

    /// <summary>Discretion tables for a cause.</summary>
    public IReadOnlyList<DiscretionTable> Tables(string cause, DateOnly day) => book.DiscretionFor(cause, day);

    /// <summary>A discretion table by id.</summary>
    public DiscretionTable? Table(string id, DateOnly day) => book.Discretion(id, day);

    /// <summary>超标或超总量排放(水) becomes 超标排放水污染物-like short words for the title: brackets are cut.</summary>
    public static string Short(string cause)
    {
        var at = cause.IndexOfAny(['(', '（', ':', '：']);
        return at > 0 ? cause[..at] : cause;
    }

    /// <summary>The hearing threshold for a division on a day.</summary>
    public ThresholdForCase Threshold(string division, DateOnly day)
    {
        // Without a rule every fine opens the hearing: one too many is harmless, withholding one is fatal.
        if (book.HearingOn(division, day) is not { } area) return new ThresholdForCase(0, 0, true, "听证门槛未载入，一律告知听证权利");
        var inclusive = area.Inclusive ?? book.RulingsOn(day)?.Find("U7")?.Setting != "exclusive";
        return new ThresholdForCase(area.Person, area.Organisation, inclusive, area.Source);
    }
}
