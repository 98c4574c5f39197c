namespace Qingjian.Evidence.Log;

/// <summary>Names of the files of a log inside its folder.</summary>
internal static class LogLayout
{
    /// <summary>The canonical entries in order, one a line, each line ended by LF. Never changed, only grown.</summary>
    public const string Entries = "entries.jsonl";

    /// <summary>For each entry the offset behind its LF: 8 bytes, big-endian. Can be made again from the entries.</summary>
    public const string Index = "entries.idx";

    /// <summary>The public keys, one a line. A convenience: whoever checks the log should have them from elsewhere.</summary>
    public const string Keys = "keys";

    /// <summary>Held by the one process that writes.</summary>
    public const string Lock = "lock";

    /// <summary>The tiles of one level of one tree: tile n is the bytes [8192·n, 8192·(n+1)), 256 hashes. Level L holds the hashes of
    /// complete subtrees of 256^L leaves. Full tiles never change. Can be made again from the entries.</summary>
    public static string Tiles(string folder, string hash, int level) =>
        Path.Combine(folder, "tiles", hash, level.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The newest signed checkpoint of a tree: <c>checkpoint</c>, for further trees <c>checkpoint.sm3</c>.</summary>
    public static string Checkpoint(string hash) => hash == "sha256" ? "checkpoint" : "checkpoint." + hash;
}
