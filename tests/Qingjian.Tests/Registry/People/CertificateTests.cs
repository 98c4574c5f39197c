using Qingjian.Registry.Contract;
using Qingjian.Registry.People;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Registry.People;

public class CertificateTests
{
    private static readonly DateOnly Today = new(2026, 11, 18);
    private static readonly Organisation Team = new() { Id = "t", Division = "611000", Name = "市支队", ShortName = "市支队", Kind = OrganisationKind.Team };

    private static Certificate Paper(DateOnly? to = null) => new()
    {
        Id = "c",
        PersonId = "p",
        Number = "61100001",
        Issuer = "省政府",
        Area = "611000",
        ValidFrom = new(2023, 1, 1),
        ValidTo = to ?? new DateOnly(2028, 12, 31),
    };

    private static Person Officer => new() { Id = "p", Name = "秦雪峰", OrganisationId = "t", Division = "611000" };

    [Theory]
    [InlineData(-1, CertificateState.Expired)]
    [InlineData(0, CertificateState.Expiring)]
    [InlineData(89, CertificateState.Expiring)]
    [InlineData(90, CertificateState.Valid)]
    public void A_certificate_expires_after_its_last_day_and_warns_90_days_before(int daysLeft, CertificateState state) =>
        Paper(Today.AddDays(daysLeft)).StateOn(Today, 90).ShouldBe(state);

    [Fact]
    public void Suspension_and_revocation_hold_from_their_day_and_not_before()
    {
        var paper = Paper();
        (paper.SuspendedFrom, paper.SuspendedTo) = (Today, Today.AddDays(9));
        paper.StateOn(Today.AddDays(-1), 90).ShouldBe(CertificateState.Valid);
        paper.StateOn(Today.AddDays(9), 90).ShouldBe(CertificateState.Suspended);
        paper.StateOn(Today.AddDays(10), 90).ShouldBe(CertificateState.Valid);
        paper.RevokedOn = Today.AddDays(5);
        paper.StateOn(Today.AddDays(5), 90).ShouldBe(CertificateState.Revoked);
    }

    [Fact]
    public void An_officer_of_the_city_may_enforce_in_its_counties_and_one_of_a_county_not_elsewhere()
    {
        Decide(Officer, Team, [Paper()], "611002").Try(out var officer, out _).ShouldBeTrue();
        officer.CertificateNumber.ShouldBe("61100001");
        var county = new Organisation { Id = "t", Division = "611002", Name = "商州分局", ShortName = "商州分局" };
        Decide(Officer, county, [Paper()], "611021").Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe("officer-foreign");
    }

    [Fact]
    public void Without_a_certificate_that_holds_there_is_no_enforcement_and_the_reason_is_said()
    {
        Refused(Officer, []).ShouldBe("certificate-missing");
        Refused(Officer, [Paper(Today.AddDays(-1))]).ShouldBe("certificate-expired");
        var foreign = Paper();
        foreign.Area = "620000";
        Refused(Officer, [foreign]).ShouldBe("certificate-area");
        var left = Officer;
        left.LeftOn = Today.AddDays(-1);
        Refused(left, [Paper()]).ShouldBe("officer-left");
    }

    [Fact]
    public void A_renewed_certificate_counts_beside_the_expired_one()
    {
        var old = Paper(Today.AddDays(-1));
        Decide(Officer, Team, [old, Paper()], "611002").Try(out _, out _).ShouldBeTrue();
    }

    private static string Refused(Person person, Certificate[] papers)
    {
        Decide(person, Team, papers, "611002").Try(out _, out var why).ShouldBeFalse();
        return why.Code;
    }

    private static Qingjian.Vocabulary.Outcome<Officer> Decide(Person person, Organisation organisation, Certificate[] papers, string division) =>
        EnforcementStanding.Decide(person, organisation, papers, Today, division, code => code, 90);
}
