using System.Globalization;

namespace Qingjian.Hj212;

/// <summary>What a value of the data area says, in Chinese.</summary>
internal static class Values
{
    internal static bool IsMeasured(Suffix suffix) =>
        suffix is >= Suffix.Rtd and <= Suffix.Max or >= Suffix.ZsRtd and <= Suffix.ZsMax or Suffix.Data or Suffix.DayData or Suffix.NightData;

    internal static (string NameZh, string Unit, string Meaning) Explain(in Packet packet, in Pair pair, Pollutant? pollutant)
    {
        if (pair.Suffix == Suffix.None)
        {
            var term = pair.Term;
            return (term?.NameZh ?? "标准以外的字段", term?.Unit ?? "", MeaningOf(packet, pair, term));
        }
        var code = Texts.Decode(pair.Code);
        var subject = pollutant is null ? $"未知编码{code}" : NumberedName(pollutant, code);
        var name = $"{subject} {pair.Term?.NameZh ?? Texts.Decode(pair.SuffixText)}";
        var unit = pollutant is null ? ""
            : IsMeasured(pair.Suffix) ? pollutant.Unit
            : pair.Suffix == Suffix.Cou ? pollutant.MassUnit
            : pair.Suffix == Suffix.RT ? "h" : "";
        return (name, unit, MeaningOf(packet, pair, pair.Term));
    }

    private static string MeaningOf(in Packet packet, in Pair pair, Term? term)
    {
        switch (pair.Kind)
        {
            case ValueKind.Time when pair.TryGetTime(out var time):
                var text = time.ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture);
                return term is { IsDataTime: true } && packet.Command is 2031 or 2041 or 2051 or 2061 or 2111 ? text + "（周期起点）" : text;
            case ValueKind.Flag:
                return pair.Value.Length == 1 ? DataFlags.NameOf((char)pair.Value[0]) ?? "未知标记" : "";
            case ValueKind.Number or ValueKind.Digits when !pair.TryGetNumber(out _):
                return "缺测";
            case ValueKind.Digits when term?.Name == "QnRtn" && pair.TryGetNumber(out var code):
                return ReturnCodes.OfRequest((int)code) ?? "";
            case ValueKind.Digits when term?.Name == "ExeRtn" && pair.TryGetNumber(out var result):
                return ReturnCodes.OfResult((int)result) ?? "";
            case ValueKind.Number when pair.Suffix == Suffix.RS && pair.TryGetNumber(out var state):
                return StateOf(state);
            case ValueKind.Text when term?.Name is "PolId" or "InfoId":
                return Pollutants.Find(pair.Value)?.NameZh ?? "不在编码表内";
            case ValueKind.Text when pair.Suffix == Suffix.Info:
                return Texts.Decode(pair.Text);
            default:
                return "";
        }
    }

    private static string NumberedName(Pollutant pollutant, string code)
    {
        if (!pollutant.Code.EndsWith("xx", StringComparison.Ordinal))
            return pollutant.NameZh;
        var number = code.StartsWith("SB", StringComparison.Ordinal) ? code[2..] : code[^2..];
        return $"{(code.StartsWith("SB", StringComparison.Ordinal) ? "治理设施" : pollutant.NameZh)}{number}号";
    }

    private static string StateOf(decimal state) => state switch
    {
        0 => "关闭",
        1 => "运行",
        2 => "校准",
        3 => "维护",
        4 => "报警",
        5 => "反吹",
        _ => "",
    };
}
