using Qingjian.Monitoring.Readings;

namespace Qingjian.Tests.Monitoring.Readings;

public sealed class SqliteReadingStoreTests : ReadingStoreContract
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qj-readings");
    private SqliteReadingStore store;

    public SqliteReadingStoreTests() => store = new SqliteReadingStore(folder.FullName);

    private protected override IReadingStore Store => store;

    private protected override void Restart()
    {
        store.Dispose();
        store = new SqliteReadingStore(folder.FullName);
    }

    public override void Dispose()
    {
        store.Dispose();
        folder.Delete(recursive: true);
    }
}
