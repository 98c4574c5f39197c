using System.Security.Cryptography;
using System.Text;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Tree;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>What a waiting row looks like in the log. A function of the row alone: the same row always gives the same bytes.</summary>
internal static class LogEntries
{
    public static EvidenceEntry Of(EvidenceRow row) => new()
    {
        Type = row.Type,
        Id = row.Id,
        At = row.At,
        Actor = row.Actor == "system" ? "s:system" : "u:" + Name(row.Actor),
        Subject = SubjectOf(row.ObjectType, row.ObjectId),
        Sha256 = TreeDigest.TryParseHex(row.Sha256, out var digest) ? digest : throw new InvalidDataException($"Row {row.Position} of the evidence queue has no digest."),
        Size = row.Size,
        Salt = row.Salt.Length == 0 ? null : row.Salt,
    };

    /// <summary>How an object is called in the log, e.g. <c>case/9b1d…</c>.</summary>
    public static string SubjectOf(string objectType, string objectId) => $"{Name(objectType)}/{Name(objectId)}";

    // The log takes short ASCII names only, so that no person's name can slip in; anything else enters as its hash.
    private static string Name(string text) =>
        text.Length is > 0 and <= 90 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '@' or '+' or '=' or '-')
            ? text
            : "h:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
