namespace Qingjian.Judgement;

/// <summary>How far the wording of a rule can be trusted. Higher is weaker.</summary>
public enum Trust
{
    /// <summary>原文: read in the text of the source.</summary>
    Text = 0,
    /// <summary>转引: seen in a notice, a published case or a working implementation.</summary>
    SecondHand = 1,
    /// <summary>记忆: written from memory; a paper that rests on it needs a confirmation by the legal desk.</summary>
    Memory = 2,
}

/// <summary>Words for <see cref="Trust"/>.</summary>
public static class TrustWords
{
    /// <summary>The word shown to people.</summary>
    public static string InChinese(this Trust trust) => trust switch
    {
        Trust.Text => "原文核对",
        Trust.SecondHand => "转引，未核对原文",
        Trust.Memory => "凭记忆录入，未核对",
        _ => throw new ArgumentOutOfRangeException(nameof(trust)),
    };

    /// <summary>The word of law files and interfaces: text, second-hand, memory.</summary>
    public static string Word(this Trust trust) => trust switch
    {
        Trust.Text => "text",
        Trust.SecondHand => "second-hand",
        Trust.Memory => "memory",
        _ => throw new ArgumentOutOfRangeException(nameof(trust)),
    };
}
