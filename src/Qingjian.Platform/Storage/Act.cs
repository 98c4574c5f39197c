using System.Security.Cryptography;
using System.Text.Json;

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

    /// <summary>Enters the digest of something into the evidence log: a file, a paper, a step.</summary>
    /// <param name="type">One of evidence.add, case.step, decision, reading.batch, audit.batch, config, key, publish.</param>
    /// <param name="sha256">Lower-case hexadecimal SHA-256 of the content.</param>
    /// <param name="size">Size of the content in bytes.</param>
    public Act Enter(string type, string sha256, long size) { Evidence.Add(new(type, sha256, size)); return this; }

    /// <summary>Enters a step whose content is a record, digested as JSON.</summary>
    public Act Enter(string type, object content)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), HouseJson.Options);
        return Enter(type, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }
}

/// <summary>One line for the evidence log.</summary>
internal sealed record EvidenceItem(string Type, string Sha256, long Size);
