using System.Collections.Frozen;
using Qingjian.Vocabulary;

namespace Qingjian.Matters;

/// <summary>Which act is allowed from which state, and where it leads: the one place where an object's life is written down.</summary>
internal sealed class ActTable<TState, TAct> where TState : struct, Enum where TAct : struct, Enum
{
    private readonly FrozenDictionary<(TState, TAct), TState> path;
    private readonly string thing;
    private readonly Func<TState, string> stateWord;
    private readonly Func<TAct, string> actWord;

    /// <param name="thing">Chinese word for the object, for refusals.</param>
    /// <param name="stateWord">Chinese word for a state.</param>
    /// <param name="actWord">Chinese word for an act.</param>
    /// <param name="rows">State, act, and the state it leads to.</param>
    public ActTable(string thing, Func<TState, string> stateWord, Func<TAct, string> actWord, params (TState From, TAct Act, TState To)[] rows)
    {
        (this.thing, this.stateWord, this.actWord) = (thing, stateWord, actWord);
        path = rows.ToFrozenDictionary(r => (r.From, r.Act), r => r.To);
    }

    /// <summary>Where <paramref name="act"/> leads from <paramref name="state"/>, or why it may not be done now.</summary>
    public Outcome<TState> Next(TState state, TAct act)
    {
        if (path.TryGetValue((state, act), out var next)) return next;
        var open = From(state);
        var hint = open.Count == 0 ? "它已经办完，不再变动。" : $"现在可以：{string.Join("、", open.Select(actWord))}。";
        return Refusal.Of("act-not-allowed", $"{thing}现在是“{stateWord(state)}”，不能{actWord(act)}。{hint}");
    }

    /// <summary>Whether the act may be done in this state.</summary>
    public bool Allows(TState state, TAct act) => path.ContainsKey((state, act));

    /// <summary>The acts open in a state, in the order of the enumeration.</summary>
    public IReadOnlyList<TAct> From(TState state) => [.. Enum.GetValues<TAct>().Where(act => path.ContainsKey((state, act)))];
}
