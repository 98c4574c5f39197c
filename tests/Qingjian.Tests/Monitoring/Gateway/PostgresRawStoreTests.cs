using Npgsql;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Tests.Fixtures;

namespace Qingjian.Tests.Monitoring.Gateway;

public sealed class PostgresRawStoreTests : RawStoreContract
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(PostgresServer.NewDatabase());
    private PostgresRawStore store;

    public PostgresRawStoreTests() => store = new PostgresRawStore(source);

    private protected override IRawStore Store => store;

    private protected override void Restart()
    {
        store.Dispose();
        store = new PostgresRawStore(source);
    }

    public override void Dispose()
    {
        store.Dispose();
        source.Dispose();
    }
}
