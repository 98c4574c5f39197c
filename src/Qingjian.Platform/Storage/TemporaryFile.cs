namespace Qingjian.Platform.Storage;

/// <summary>Files without a name, for what is too large to be made in memory.</summary>
public static class TemporaryFile
{
    /// <summary>An empty file whose name is gone already: the disk forgets it when it is closed, and also when the program dies.</summary>
    /// <param name="folder">On which disk; that of the system's temporary files when null.</param>
    /// <exception cref="IOException">The disk is full or cannot be written.</exception>
    public static FileStream Open(string? folder = null)
    {
        if (folder is not null) Directory.CreateDirectory(folder);
        var path = Path.Combine(folder ?? Path.GetTempPath(), "qj-" + Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        File.Delete(path);
        return file;
    }
}
