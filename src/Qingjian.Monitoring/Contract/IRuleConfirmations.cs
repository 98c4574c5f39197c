namespace Qingjian.Monitoring.Contract;

/// <summary>Whether rules written from memory were confirmed by the legal desk. A paper that rests on an unconfirmed one cannot be issued.</summary>
public interface IRuleConfirmations
{
    /// <summary>Whether the law file with this digest (64 hex digits) was confirmed.</summary>
    Task<bool> IsConfirmed(string digest, CancellationToken stop);

    /// <summary>Of these digests, the law files of trust <c>memory</c> that nobody has confirmed yet, by path. Digests of permits and
    /// of files that are not loaded are left out.</summary>
    Task<IReadOnlyList<UnconfirmedRule>> Missing(IReadOnlyCollection<string> digests, CancellationToken stop);
}

/// <summary>A rule that still has to be confirmed.</summary>
/// <param name="Digest">SHA-256 of the law file.</param>
/// <param name="Path">Its path below the law folder.</param>
/// <param name="Title">Chinese title.</param>
/// <param name="Document">Document or standard number.</param>
public sealed record UnconfirmedRule(string Digest, string Path, string Title, string Document);
