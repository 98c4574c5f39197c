using System.Collections.Frozen;

namespace Qingjian.Judgement;

/// <summary>What became of an hour that was due.</summary>
public enum DueState
{
    /// <summary>按时: came in time and is valid.</summary>
    Received = 1,
    /// <summary>补传: came within the window of back-fill and is valid.</summary>
    Late = 2,
    /// <summary>逾期补传: came after the window and counts as missing.</summary>
    TooLate = 3,
    /// <summary>缺失.</summary>
    Missing = 4,
    /// <summary>无效: came and does not count.</summary>
    Invalid = 5,
    /// <summary>停运: confirmed, nothing is due.</summary>
    Stopped = 6,
    /// <summary>标样核查: taken out of what is due.</summary>
    Check = 7,
    /// <summary>未到时: the value may still come.</summary>
    Pending = 8,
}

/// <summary>One cell of the gap calendar in one letter. The letters are stored: never change one.</summary>
/// <param name="Letter">As stored.</param>
/// <param name="State">What it means.</param>
/// <param name="Word">Short Chinese word.</param>
public sealed record DueCell(char Letter, DueState State, string Word)
{
    /// <summary>In time and valid.</summary>
    public static readonly DueCell Received = new('.', DueState.Received, "按时有效");
    /// <summary>From before the house listened: when it came cannot be told.</summary>
    public static readonly DueCell Earlier = new('h', DueState.Received, "接入前数据");
    /// <summary>Back-filled in the window and valid.</summary>
    public static readonly DueCell Late = new('l', DueState.Late, "补传有效");
    /// <summary>Back-filled after the window.</summary>
    public static readonly DueCell TooLate = new('w', DueState.TooLate, "逾期补传");
    /// <summary>Nothing came.</summary>
    public static readonly DueCell Missing = new('x', DueState.Missing, "缺失");
    /// <summary>Confirmed stop.</summary>
    public static readonly DueCell Stopped = new('s', DueState.Stopped, "停运");
    /// <summary>Standard-sample check within its allowance.</summary>
    public static readonly DueCell Check = new('k', DueState.Check, "标样核查");
    /// <summary>May still come.</summary>
    public static readonly DueCell Pending = new('n', DueState.Pending, "未到时");

    private static readonly DueCell Other = new('O', DueState.Invalid, "无效");

    private static readonly FrozenDictionary<string, DueCell> Reasons = new Dictionary<string, DueCell>
    {
        ["flag-F"] = new('F', DueState.Invalid, "停运标记未经确认"),
        ["flag-M"] = new('M', DueState.Invalid, "维护"),
        ["flag-S"] = new('S', DueState.Invalid, "手工输入"),
        ["flag-D"] = new('D', DueState.Invalid, "故障"),
        ["flag-C"] = new('C', DueState.Invalid, "校准"),
        ["flag-B"] = new('B', DueState.Invalid, "通讯异常"),
        ["mark"] = new('P', DueState.Invalid, "已标记无效"),
        ["manual-invalid"] = new('V', DueState.Invalid, "人工审核无效"),
        ["too-few-minutes"] = new('U', DueState.Invalid, "有效分钟不足"),
        ["suspect"] = new('Q', DueState.Invalid, "数值存疑"),
        ["missing"] = new('E', DueState.Invalid, "有报文无数值"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, DueCell> Letters =
        new[] { Received, Earlier, Late, TooLate, Missing, Stopped, Check, Pending, Other }.Concat(Reasons.Values).ToFrozenDictionary(cell => cell.Letter);

    /// <summary>Every cell there is, by letter.</summary>
    public static IReadOnlyCollection<DueCell> All => Letters.Values;

    /// <summary>The cell of a stored letter.</summary>
    public static DueCell Of(char letter) => Letters.GetValueOrDefault(letter) ?? Other;

    /// <summary>An hour that came and does not count, by the reason of its judgement.</summary>
    public static DueCell Invalid(string reason) => Reasons.GetValueOrDefault(reason) ?? Other;
}
