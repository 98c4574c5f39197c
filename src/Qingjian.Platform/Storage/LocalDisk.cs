using System.Text;

namespace Qingjian.Platform.Storage;

/// <summary>The data folder lies on a file system that SQLite cannot trust.</summary>
public sealed class NetworkDiskException(string folder, string fileSystem)
    : IOException($"数据目录 {folder} 在网络磁盘上（{fileSystem}）。内嵌数据库只能放在本机磁盘，否则已应答的报文可能丢失；请用 --Storage:Folder 换到本机目录，或改用 PostgreSQL。 / "
        + $"The data folder is on a network disk ({fileSystem}). The embedded store needs a local disk; choose another folder with --Storage:Folder, or use PostgreSQL.");

/// <summary>Whether a folder lies on this machine's own disk: SQLite's locks and syncs mean nothing over a network
/// (reliability-security 4.2).</summary>
public static class LocalDisk
{
    private static readonly HashSet<string> Networked = new(StringComparer.Ordinal)
    {
        "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre", "beegfs", "davfs", "fuse",
    };

    // FUSE file systems that only pass a local disk through.
    private static readonly HashSet<string> LocalFuse = new(StringComparer.Ordinal) { "fuse.fuse-overlayfs", "fuse.bindfs", "fuse.ntfs-3g" };

    /// <summary>Refuses a folder on a network disk.</summary>
    /// <exception cref="NetworkDiskException">It is on one.</exception>
    public static void Demand(string folder, string mountsFile = "/proc/mounts")
    {
        string mounts;
        try { mounts = File.ReadAllText(mountsFile); }
        // No such list on this system: nothing can be said, nothing is refused.
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { return; }
        if (NetworkFileSystemOf(Path.GetFullPath(folder), mounts) is { } found) throw new NetworkDiskException(folder, found);
    }

    /// <summary>The type of the network file system a path lies on; null when it is none.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="mounts">Text in the form of <c>/proc/mounts</c>.</param>
    public static string? NetworkFileSystemOf(string path, string mounts)
    {
        var (longest, type) = (-1, "");
        foreach (var line in mounts.Split('\n'))
        {
            var fields = line.Split(' ');
            if (fields.Length < 3) continue;
            var at = Plain(fields[1]);
            // The last mount on a point is the one that is seen.
            if (at.Length >= longest && Holds(at, path)) (longest, type) = (at.Length, fields[2]);
        }
        return Networked.Contains(type) || type.StartsWith("fuse.", StringComparison.Ordinal) && !LocalFuse.Contains(type) ? type : null;
    }

    private static bool Holds(string mount, string path) =>
        mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);

    // Blanks and backslashes stand as octal numbers.
    private static string Plain(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal)) return field;
        var text = new StringBuilder(field);
        return text.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n").Replace("\\134", "\\").ToString();
    }
}
