using System.Text;
using Qingjian.Evidence.Notes;

namespace Qingjian.Evidence.Verification;

/// <summary>Reads lists of public keys, one a line.</summary>
public static class KeyRing
{
    /// <summary>Verifiers for the keys of a list. A key of a type this library cannot check is left out; a malformed line is null.</summary>
    public static IReadOnlyList<INoteVerifier>? Read(string list)
    {
        var verifiers = new List<INoteVerifier>();
        foreach (var line in list.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!NoteKey.TryParse(line.TrimEnd('\r'), out var key)) return null;
            if (EcdsaP256Verifier.For(key!) is { } verifier) verifiers.Add(verifier);
            else if (key!.Type == NoteKey.EcdsaP256) return null;
        }
        return verifiers;
    }

    // The keys found inside are taken when none were given from outside; they must be well formed in any case.
    internal static IReadOnlyCollection<INoteVerifier> Choose(
        IReadOnlyCollection<INoteVerifier> given, byte[]? inside, string file, VerificationReport report)
    {
        var found = inside is null ? null : Read(Encoding.UTF8.GetString(inside));
        if (found is null) report.Add(new Fault(inside is null ? FaultCode.FileMissing : FaultCode.KeyWrong, null, file, null, null, null));
        var known = given.Count > 0 ? given : found ?? [];
        report.KeysFromWithin = given.Count == 0;
        report.Keys = [.. known.Select(static k => k.Key)];
        return known;
    }

    // The id of an ECDSA key does not cover its name: a key found inside must be named by the log, or by one of its further trees.
    internal static void CheckNames(byte[]? inside, string file, Checkpoint? checkpoint, VerificationReport report)
    {
        if (inside is null || checkpoint is null) return;
        foreach (var line in Encoding.UTF8.GetString(inside).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line[..Math.Max(0, line.IndexOf('+'))] is var name && name != checkpoint.Origin
                && !name.StartsWith(checkpoint.Origin + "/", StringComparison.Ordinal))
                report.Add(new Fault(FaultCode.KeyWrong, null, file, null, checkpoint.Origin, name));
    }
}
