using System.Security.Cryptography;
using System.Text;
using Qingjian.Judgement;

namespace Qingjian.Monitoring.Exceedance;

/// <summary>What one factor of a row came to.</summary>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="Reason">Reason of the verdict.</param>
/// <param name="Count">Hours: valid minutes as they were known when judged (null: unknown). Days: valid hours.</param>
internal readonly record struct JudgedFactor(string Factor, JudgedReason Reason, int? Count);

/// <summary>The verdicts of one outlet in one hour or day, packed: eight bytes of digest and two bytes a factor.</summary>
/// <param name="OutletId">Outlet.</param>
/// <param name="Period">Hour or day.</param>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Digest">First eight bytes of SHA-256 over the digests of all verdicts in the row.</param>
/// <param name="Factors">In the order of the layout.</param>
internal sealed record JudgedRow(string OutletId, LimitPeriod Period, DateTime Start, ulong Digest, IReadOnlyList<JudgedFactor> Factors)
{
    private const byte Unknown = 255;
    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    /// <summary>Hours or days of Beijing time since 1970.</summary>
    public int Slot => SlotOf(Period, Start);

    /// <summary>Codes of the factors, joined: rows with the same factors share one layout.</summary>
    public string Layout => string.Join(',', Factors.Select(each => each.Factor));

    public static int SlotOf(LimitPeriod period, DateTime start) => (int)(period == LimitPeriod.Day ? (start - Epoch).TotalDays : (start - Epoch).TotalHours);

    public static DateTime StartOf(LimitPeriod period, int slot) => period == LimitPeriod.Day ? Epoch.AddDays(slot) : Epoch.AddHours(slot);

    public static JudgedRow Of(string outletId, LimitPeriod period, DateTime start, IReadOnlyList<(Verdict Verdict, int? Count)> verdicts, IReadOnlyList<string> digests)
    {
        var digest = BitConverter.ToUInt64(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(digests))), 0);
        return new(outletId, period, start, digest, [.. verdicts.Select(each => new JudgedFactor(each.Verdict.Pollutant, JudgedReason.Of(each.Verdict), each.Count))]);
    }

    public byte[] Body()
    {
        var body = new byte[8 + Factors.Count * 2];
        BitConverter.TryWriteBytes(body, Digest);
        for (var at = 0; at < Factors.Count; at++)
        {
            body[8 + at * 2] = Factors[at].Reason.Number;
            body[9 + at * 2] = Factors[at].Count is { } count ? (byte)Math.Clamp(count, 0, 254) : Unknown;
        }
        return body;
    }

    public static JudgedRow Read(string outletId, LimitPeriod period, int slot, string layout, ReadOnlySpan<byte> body)
    {
        var codes = layout.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var factors = new JudgedFactor[codes.Length];
        for (var at = 0; at < codes.Length; at++)
            factors[at] = new(codes[at], JudgedReason.ByNumber(body[8 + at * 2]), body[9 + at * 2] == Unknown ? null : body[9 + at * 2]);
        return new(outletId, period, StartOf(period, slot), BitConverter.ToUInt64(body), factors);
    }
}
