using System.Globalization;
using System.Text.RegularExpressions;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>Words of an outside message. Only kind, level, number and time can be said: there is no place for anything else.</summary>
internal static partial class MessageText
{
    /// <summary>Longest template, so that it stays within three text messages.</summary>
    public const int Longest = 160;

    public const string Usual = "【清鉴】{类别}（{级别}）{编号}，{时间}。请登录平台查看办理。";

    private static readonly string[] Places = ["类别", "级别", "编号", "时间"];

    public static string Fill(string template, string kind, OutsideNotice notice, DateTimeOffset at) => Place().Replace(template, place => place.Groups[1].Value switch
    {
        "类别" => kind,
        "级别" => MessageLevel.WordOf(notice.Level),
        "编号" => notice.Number,
        "时间" => BeijingTime.ClockOf(at).ToString("M月d日HH:mm", CultureInfo.InvariantCulture),
        _ => place.Value,
    });

    /// <summary>What is wrong with a template, or the template trimmed.</summary>
    public static Outcome<string> Check(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > Longest) return Refusal.OfField("template-length", "text", $"模板须为1到{Longest}个字。");
        var unknown = Place().Matches(trimmed).Select(place => place.Groups[1].Value).Except(Places).ToList();
        if (unknown.Count > 0) return Refusal.OfField("template-place", "text", $"模板里只能用{string.Join("、", Places.Select(place => $"{{{place}}}"))}；不认识{string.Join("、", unknown.Select(place => $"{{{place}}}"))}。外发消息不带案情、企业名称和数值。");
        if (!trimmed.Contains("登录", StringComparison.Ordinal)) return Refusal.OfField("template-sign-in", "text", "模板须请收件人登录平台查看，例如“请登录平台查看办理”。");
        return trimmed;
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Place();
}
