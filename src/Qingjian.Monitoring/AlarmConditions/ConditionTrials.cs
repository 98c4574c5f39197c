using Qingjian.Judgement;
using Qingjian.Platform.Access;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>When a condition would have been raised for an outlet.</summary>
internal sealed record TrialStep(string OutletId, string OutletName, string EnterpriseName, AlarmEventKind Kind, string LevelName, string Colour, DateTimeOffset At, string Say);

/// <summary>What a trial came to.</summary>
/// <param name="From">Data from here on.</param>
/// <param name="Until">Up to here.</param>
/// <param name="Outlets">Outlets in the scope.</param>
/// <param name="WithData">Of them those with values the condition looks at.</param>
/// <param name="Raised">Of them those for which it would have been raised.</param>
/// <param name="Times">Raisings, steps up and repeats in all.</param>
/// <param name="Steps">Newest first, at most 500.</param>
internal sealed record TrialResult(DateTimeOffset From, DateTimeOffset Until, int Outlets, int WithData, int Raised, int Times, IReadOnlyList<TrialStep> Steps);

/// <summary>A trial that was asked for. It lives in this program only: nothing of a trial is kept.</summary>
/// <param name="id">Its id.</param>
/// <param name="caller">Who asked; it looks at his outlets.</param>
/// <param name="scope">Which outlets.</param>
/// <param name="rule">The condition as it stands in the form.</param>
/// <param name="from">Data from here on, Beijing clock.</param>
/// <param name="until">Up to here.</param>
internal sealed class ConditionTrial(string id, Caller caller, AlarmScope scope, AlarmRule rule, DateTime from, DateTime until)
{
    public string Id => id;
    public Caller Caller => caller;
    public AlarmScope Scope => scope;
    public AlarmRule Rule => rule;
    public DateTime From => from;
    public DateTime Until => until;
    /// <summary>Stretches of outlets done and in all; 0 of 0 while it waits.</summary>
    public (int Done, int Total) Progress { get; set; }
    public TrialResult? Result { get; set; }
    /// <summary>Why it broke off; null while it did not.</summary>
    public string? Fault { get; set; }
    /// <summary>Ends it when its asker asks for another.</summary>
    public CancellationTokenSource GivenUp { get; } = new();
    public bool Over => Result is not null || Fault is not null;
}

/// <summary>The trials of this program: those that wait, the one that runs, and the last results.</summary>
internal sealed class ConditionTrials
{
    private const int Remembered = 50;

    private readonly Lock gate = new();
    private readonly List<ConditionTrial> all = [];

    /// <summary>Takes a trial in; an earlier one of the same person that is not over is given up.</summary>
    public void Ask(ConditionTrial trial)
    {
        lock (gate)
        {
            foreach (var earlier in all.Where(each => each.Caller.PersonId == trial.Caller.PersonId && !each.Over)) earlier.GivenUp.Cancel();
            all.RemoveAll(each => each.GivenUp.IsCancellationRequested);
            if (all.Count >= Remembered) all.RemoveRange(0, all.Count - Remembered + 1);
            all.Add(trial);
        }
    }

    /// <summary>The one of an id, if the person asked for it; else null.</summary>
    public ConditionTrial? Find(string id, string person)
    {
        lock (gate) return all.Find(each => each.Id == id && each.Caller.PersonId == person);
    }

    /// <summary>The next one that waits.</summary>
    public ConditionTrial? Next()
    {
        lock (gate) return all.Find(each => !each.Over && !each.GivenUp.IsCancellationRequested);
    }
}
