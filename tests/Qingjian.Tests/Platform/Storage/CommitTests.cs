using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Storage;
using Qingjian.Registry;
using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Storage;

public sealed class CommitTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    /// <summary>A fact nobody listens to.</summary>
    private sealed record Heard(int Turn);

    /// <summary>Each commit looks through everything the context holds: what it wrote for the trail, the log and the outbox must not stay there.</summary>
    [Fact]
    public async Task A_context_that_commits_many_times_holds_only_the_rows_of_its_module()
    {
        await host.InScope(async services =>
        {
            var db = services.GetRequiredService<RegistryDb>();
            var organisation = new Organisation { Id = NewId.Make(), Division = "611000", Kind = OrganisationKind.Bureau, Name = "演示市生态环境局", ShortName = "演示局", DocumentPrefix = "演环" };
            db.Add(organisation);
            for (var i = 0; i < 20; i++)
            {
                organisation.Phone = $"0914-000000{i}";
                await db.Commit(new Act("test.many", "organisation", organisation.Id, "改电话").Enter("case.step", new { i }).Tell(new Heard(i)), default);
            }
            db.ChangeTracker.Entries().Count().ShouldBe(1);
            var platform = services.GetRequiredService<PlatformDb>();
            (await platform.Audit.CountAsync(row => row.ObjectId == organisation.Id)).ShouldBe(20);
            (await platform.Evidence.CountAsync(row => row.ObjectId == organisation.Id)).ShouldBe(20);
            return true;
        });
    }
}
