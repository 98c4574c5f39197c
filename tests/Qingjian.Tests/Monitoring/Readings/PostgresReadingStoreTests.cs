using Npgsql;
using Qingjian.Monitoring.Readings;
using Qingjian.Tests.Fixtures;

namespace Qingjian.Tests.Monitoring.Readings;

public sealed class PostgresReadingStoreTests : ReadingStoreContract
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(PostgresServer.NewDatabase());
    private PostgresReadingStore store;

    public PostgresReadingStoreTests() => store = new PostgresReadingStore(source);

    private protected override IReadingStore Store => store;

    private protected override void Restart()
    {
        store.Dispose();
        store = new PostgresReadingStore(source);
    }

    public override void Dispose()
    {
        store.Dispose();
        source.Dispose();
    }
}
