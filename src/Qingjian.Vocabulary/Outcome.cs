namespace Qingjian.Vocabulary;

/// <summary>Why the law, the state of the matter or the input says no. Shown to people as it is.</summary>
/// <param name="Code">Stable kebab-case code that the help page knows, e.g. <c>two-qualified-officers</c>.</param>
/// <param name="Message">Simplified Chinese: what, why, and what to do next.</param>
/// <param name="Fields">Messages per input field (camelCase name), where the fault lies in single fields.</param>
public sealed record Refusal(string Code, string Message, IReadOnlyDictionary<string, string[]>? Fields = null)
{
    /// <summary>A refusal without field messages.</summary>
    public static Refusal Of(string code, string message) => new(code, message);

    /// <summary>A refusal caused by one field.</summary>
    public static Refusal OfField(string code, string field, string message) =>
        new(code, message, new Dictionary<string, string[]> { [field] = [message] });
}

/// <summary>What an act came to: a result, or a refusal. Never an exception for what the law or the input says.</summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>The act was done.</summary>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>The act was refused.</summary>
    public sealed record Refused(Refusal Why) : Outcome<T>;

    /// <summary>Wraps a result.</summary>
    public static implicit operator Outcome<T>(T value) => new Done(value);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Outcome<T>(Refusal why) => new Refused(why);

    /// <summary>True and the value when done; false and the reason when refused.</summary>
    public bool Try(out T value, out Refusal why)
    {
        value = this is Done done ? done.Value : default!;
        why = this is Refused refused ? refused.Why : null!;
        return this is Done;
    }
}
