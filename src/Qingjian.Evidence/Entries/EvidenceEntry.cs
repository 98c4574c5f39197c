using System.Buffers;
using System.Globalization;
using System.Text;
using Qingjian.Evidence.Tree;

namespace Qingjian.Evidence.Entries;

/// <summary>One entry of the evidence log. It holds ids and digests only, never names or texts, so that a record can be erased
/// and the log stays valid. The letters of the ids are limited to ASCII for the same reason.</summary>
public sealed record EvidenceEntry
{
    /// <summary>Longest canonical form, in bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>Longest <see cref="Id"/>, <see cref="Actor"/> or <see cref="Subject"/>, in characters.</summary>
    public const int MaxName = 200;

    /// <summary>One of <see cref="EntryTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Id of this entry, unique in the log.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened by the server's clock; written in Beijing time (UTC+8), cut to milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it, e.g. <c>u:5f3c…</c> for a person, <c>s:monitoring</c> for the system.</summary>
    public required string Actor { get; init; }

    /// <summary>What it is about, e.g. <c>case/9b1d…</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>SHA-256 of the content, with the bytes of <see cref="Salt"/> before it when there is one; for a batch the root of
    /// the row hashes.</summary>
    public required TreeDigest Sha256 { get; init; }

    /// <summary>SM3 over the same bytes, when the house keeps it.</summary>
    public TreeDigest? Sm3 { get; init; }

    /// <summary>Size of the content in bytes, for a batch the number of rows; 0 to 2^53-1.</summary>
    public long? Size { get; init; }

    /// <summary>Salt as lower-case hexadecimal, 16 to 64 bytes.</summary>
    public string? Salt { get; init; }

    /// <summary>The canonical JSON form (RFC 8785) that is hashed into the tree.</summary>
    /// <exception cref="ArgumentException">A field breaks the rules of the log: a fault of the caller, not of a user.</exception>
    public byte[] ToBytes()
    {
        if (Fault() is { } fault) throw new ArgumentException(fault);
        var output = new ArrayBufferWriter<byte>(512);
        Put(output, "{\"actor\":", Actor);
        Put(output, ",\"id\":", Id);
        Put(output, ",\"obj\":", Subject);
        if (Salt is not null) Put(output, ",\"salt\":", Salt);
        Put(output, ",\"sha256\":", Sha256.ToHex());
        if (Size is { } size) Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"size\":{size}"), output);
        if (Sm3 is { } sm3) Put(output, ",\"sm3\":", sm3.ToHex());
        Put(output, ",\"t\":", Spell(At));
        Put(output, ",\"type\":", Type);
        Encoding.UTF8.GetBytes(",\"v\":1}", output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What is wrong with this entry, in one English sentence, or null. Three names of 200 letters and the digests stay far
    /// under <see cref="MaxBytes"/>, so the length needs no check of its own.</summary>
    public string? Fault() =>
        !EntryTypes.All.Contains(Type) ? $"\"{Type}\" is not a type of entry."
        : !IsName(Id) ? "The id of an entry is 1 to 200 ASCII letters, digits or . _ : / @ + = -"
        : !IsName(Actor) ? "The actor of an entry is 1 to 200 ASCII letters, digits or . _ : / @ + = -"
        : !IsName(Subject) ? "The object of an entry is 1 to 200 ASCII letters, digits or . _ : / @ + = -"
        : Size is < 0 or > (1L << 53) - 1 ? "The size of an entry lies between 0 and 2^53-1."
        : Salt is not null && !IsSalt(Salt) ? "The salt of an entry is 16 to 64 bytes in lower-case hexadecimal."
        : null;

    internal static string Spell(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+08:00'", CultureInfo.InvariantCulture);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && !text.AsSpan().ContainsAnyExcept(NameLetters);

    private static bool IsSalt(string text) =>
        text.Length is >= 32 and <= 128 && text.Length % 2 == 0 && !text.AsSpan().ContainsAnyExcept(HexDigits);

    private static void Put(IBufferWriter<byte> output, string before, string text)
    {
        Encoding.UTF8.GetBytes(before, output);
        CanonicalJson.WriteString(output, text);
    }

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:/@+=-");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
}
