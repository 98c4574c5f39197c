using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Evidence.Verification;
using Qingjian.Platform.Access;
using Qingjian.Platform.EvidenceLog;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Cases;

public abstract class CaseBundleTests(HostFixture host)
{
    [Fact]
    public async Task The_bundle_of_a_case_holds_its_steps_its_record_and_its_papers_and_checks_out()
    {
        var story = await CaseStory.Begin(host);
        await story.ToInvestigation();
        await story.AssessAndReport();
        await story.ReviewAndNotify();
        var sequencer = host.Services.GetRequiredService<Sequencer>();
        while (await sequencer.Round(default)) { }

        var zip = await story.Leader.GetByteArrayAsync($"/api/evidence/case/{story.Case}/bundle");
        var report = new VerificationReport();
        BundleVerification.Run(new MemoryStream(zip), [], report);
        report.Faults.ShouldBeEmpty();
        report.Files.ShouldBeGreaterThan(3);
        using var archive = new ZipArchive(new MemoryStream(zip));
        archive.Entries.ShouldContain(e => e.FullName.EndsWith(".docx", StringComparison.Ordinal), "a paper as issued");
        archive.Entries.ShouldContain(e => e.FullName.EndsWith("case-case.step.json", StringComparison.Ordinal), "a step of the case");

        using var elsewhere = await host.As(Role.EnforcementLead, "611021");
        (await elsewhere.GetAsync($"/api/evidence/case/{story.Case}/bundle")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

public sealed class CaseBundleOnSqlite(SqliteHost host) : CaseBundleTests(host), IClassFixture<SqliteHost>;

public sealed class CaseBundleOnPostgres(PostgresHost host) : CaseBundleTests(host), IClassFixture<PostgresHost>;
