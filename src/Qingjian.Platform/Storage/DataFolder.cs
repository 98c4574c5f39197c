using System.Text;

namespace Qingjian.Platform.Storage;

/// <summary>The data folder cannot be used; the message says why and what to do, in Chinese.</summary>
public sealed class DataFolderException(string sentence, Exception? reason = null) : IOException(sentence, reason);

/// <summary>Makes the data folder and holds it for one program: a second one would give the same numbers again.</summary>
internal sealed class DataFolder : IDisposable
{
    private const int WouldBlock = 11, NoSpace = 28, ReadOnlyDisk = 30;
    private readonly FileStream held;

    private DataFolder(FileStream held) => this.held = held;

    /// <summary>Makes the folder when it is not there.</summary>
    /// <exception cref="DataFolderException">It cannot be made.</exception>
    public static void Make(string folder)
    {
        try { Directory.CreateDirectory(folder); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw Said(folder, fault); }
    }

    /// <summary>Takes the folder for this program until it is disposed of; the system lets go of it when the program dies.</summary>
    /// <exception cref="DataFolderException">Another program holds it, or it cannot be written.</exception>
    public static DataFolder Hold(string folder)
    {
        FileStream? held = null;
        try
        {
            held = new FileStream(Path.Combine(folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
            // Who holds it; and proof that the folder takes a write.
            held.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId,-20}\n"));
            return new DataFolder(held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw Said(folder, fault);
        }
    }

    /// <inheritdoc />
    public void Dispose() => held.Dispose();

    private static DataFolderException Said(string folder, Exception fault) => new((fault, fault.HResult & 0xFFFF) switch
    {
        (UnauthorizedAccessException, _) => $"没有权限写数据目录 {folder}。请把目录交给运行清鉴的用户，或用 --Storage:Folder 换一个目录。",
        (_, WouldBlock) => $"数据目录 {folder} 正由另一个清鉴使用。请先停止它，或用 --Storage:Folder 换一个目录。",
        (_, NoSpace) => $"数据目录 {folder} 所在的磁盘已满。请腾出空间后再启动。",
        (_, ReadOnlyDisk) => $"数据目录 {folder} 所在的磁盘是只读的。请检查磁盘的挂载方式，或用 --Storage:Folder 换一个目录。",
        _ => $"数据目录 {folder} 不能使用（{fault.Message}）。请用 --Storage:Folder 换一个目录。",
    }, fault);
}
