using System.Text;
using System.Text.Json;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Tree;

namespace Qingjian.Platform.Storage;

/// <summary>One thing somebody did, as the audit trail and the evidence log will keep it. Written with the change in one transaction.</summary>
/// <param name="Kind">Dotted verb, e.g. <c>case.decide</c>.</param>
/// <param name="ObjectType">Kind of the object, e.g. <c>case</c>.</param>
/// <param name="ObjectId">Id of the object.</param>
/// <param name="Title">Chinese line for the trail; no personal data beyond the object's own name.</param>
public sealed record Act(string Kind, string ObjectType, string ObjectId, string Title)
{
    /// <summary>Reason given by the person, where one is asked for.</summary>
    public string? Reason { get; init; }

    internal List<object> Facts { get; } = [];
    internal List<EvidenceItem> Evidence { get; } = [];

    /// <summary>Tells a fact to whoever listens, after the commit. See <see cref="Qingjian.Platform.Facts"/>.</summary>
    public Act Tell(object fact) { Facts.Add(fact); return this; }

    /// <summary>Enters a stored file into the evidence log. The digest goes in as it is, without a salt: it is also the file's name,
    /// so that the offline verifier can hold the file against the log.</summary>
    /// <param name="type">One of <see cref="EntryTypes"/>.</param>
    /// <param name="sha256">Lower-case hexadecimal SHA-256 of the content; for a batch the root of its row hashes.</param>
    /// <param name="size">Size of the content in bytes; for a batch the number of its rows.</param>
    /// <exception cref="ArgumentException">No such type, or no such digest.</exception>
    public Act Enter(string type, string sha256, long size)
    {
        if (!EntryTypes.All.Contains(type)) throw new ArgumentException($"\"{type}\" is not a type of entry.", nameof(type));
        if (!TreeDigest.TryParseHex(sha256, out var digest)) throw new ArgumentException("A digest has 64 hexadecimal digits.", nameof(sha256));
        Evidence.Add(new(type, digest.ToHex(), size, "", null));
        return this;
    }

    /// <summary>Enters a step whose content is a record: kept as JSON beside the entry, digested with a salt, so that equal records do
    /// not show as equal and the log tells nothing of an erased one.</summary>
    /// <exception cref="ArgumentException">No such type.</exception>
    public Act Enter(string type, object content)
    {
        var text = JsonSerializer.Serialize(content, content.GetType(), HouseJson.Options);
        var salt = SaltedDigest.NewSalt();
        var bytes = Encoding.UTF8.GetBytes(text);
        Enter(type, SaltedDigest.Of(bytes, salt).ToHex(), bytes.Length);
        Evidence[^1] = Evidence[^1] with { Salt = salt, Content = text };
        return this;
    }
}

/// <summary>One line for the evidence log.</summary>
internal sealed record EvidenceItem(string Type, string Sha256, long Size, string Salt, string? Content);
