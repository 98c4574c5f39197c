using Qingjian.Monitoring.Gateway.Raw;

namespace Qingjian.Tests.Monitoring.Gateway;

public sealed class SqliteRawStoreTests : RawStoreContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qj-raw");
    private SqliteRawStore store;

    public SqliteRawStoreTests() => store = new SqliteRawStore(folder.FullName);

    private protected override IRawStore Store => store;

    private protected override void Restart()
    {
        store.Dispose();
        store = new SqliteRawStore(folder.FullName);
    }

    public override void Dispose()
    {
        store.Dispose();
        folder.Delete(recursive: true);
    }
}
