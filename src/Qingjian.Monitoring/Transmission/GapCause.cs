using System.Globalization;

namespace Qingjian.Monitoring.Transmission;

/// <summary>What is known about an interval without hour values.</summary>
/// <param name="Registered">A logger in use is bound to the outlet.</param>
/// <param name="EverHeard">It has spoken at least once.</param>
/// <param name="SilentSince">Its line was silent over the interval since this moment (Beijing clock); null when it was not.</param>
/// <param name="Refused">Packets of it that were held in quarantine during the interval.</param>
/// <param name="RefusedFor">Word of the commonest refusal.</param>
/// <param name="Minutes">Minute values stored for the interval.</param>
/// <param name="Moments">Real-time values stored for the interval.</param>
internal sealed record GapEvidence(bool Registered, bool EverHeard, DateTime? SilentSince, int Refused, string? RefusedFor, int Minutes, int Moments);

/// <summary>Why hour values are missing, as far as the house can tell from its own records.</summary>
/// <param name="Code">not-registered, disabled, never-heard, line-silent, refused, hours-not-sent, not-sent.</param>
/// <param name="Text">Chinese sentence with numbers.</param>
internal sealed record GapCause(string Code, string Text)
{
    /// <summary>The first thing that explains the interval.</summary>
    public static GapCause Of(GapEvidence known) => known switch
    {
        { Registered: false } => new("not-registered", "该排放口当日没有绑定在用的数采仪"),
        { EverHeard: false } => new("never-heard", "数采仪从未联网"),
        { Refused: > 0 } => new("refused", string.Create(CultureInfo.InvariantCulture, $"期间有{known.Refused}条报文未通过校验，进入隔离区（{known.RefusedFor}）")),
        { SilentSince: { } since } => new("line-silent", $"链路中断：自{since:M月d日HH:mm}起没有收到任何报文"),
        { Minutes: > 0 } => new("hours-not-sent", string.Create(CultureInfo.InvariantCulture, $"链路正常，分钟数据已收到{known.Minutes}组，数采仪没有上报小时数据")),
        { Moments: > 0 } => new("hours-not-sent", string.Create(CultureInfo.InvariantCulture, $"链路正常，实时数据已收到{known.Moments}组，数采仪没有上报分钟和小时数据")),
        _ => new("not-sent", "数采仪没有上报，期间没有收到任何数据"),
    };
}
