using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>行政处罚法 第四十二条: enforcement is by persons with the qualification. Without a certificate that holds there is no enforcement.</summary>
internal static class EnforcementStanding
{
    /// <summary>Pure: person, organisation, certificates, Beijing day and division in, an officer or a reason out.</summary>
    public static Outcome<Officer> Decide(
        Person person, Organisation organisation, IEnumerable<Certificate> certificates, DateOnly day, string division, Func<string, string> nameOf, int warningDays)
    {
        if (person.LeftOn is { } left && day > left)
            return Refusal.Of("officer-left", $"{person.Name}已于{BeijingTime.InChinese(left)}离岗，不能承办，请另选人员。");

        if (!division.StartsWith(DivisionScope.Prefix(organisation.Division), StringComparison.Ordinal))
            return Refusal.Of("officer-foreign", $"{person.Name}所在的{organisation.ShortName}不管辖{nameOf(division)}，请选择当地或者上级机构的执法人员。");

        Refusal? why = null;
        foreach (var certificate in certificates.OrderByDescending(c => c.ValidTo))
        {
            var state = certificate.StateOn(day, warningDays);
            if (state is CertificateState.Valid or CertificateState.Expiring)
            {
                if (division.StartsWith(DivisionScope.Prefix(certificate.Area), StringComparison.Ordinal))
                    return new Officer(person.Id, person.Name, organisation.Id, organisation.ShortName, person.JobTitle, certificate.Id, certificate.Number, certificate.ValidTo);
                why ??= Refusal.Of("certificate-area", $"{person.Name}的执法证（{certificate.Number}）不在{nameOf(division)}有效，请另选人员。");
                continue;
            }
            why ??= state switch
            {
                CertificateState.Expired => Refusal.Of("certificate-expired", $"{person.Name}的执法证（{certificate.Number}）已于{BeijingTime.InChinese(certificate.ValidTo)}到期，换证前不能执法，请另选人员。"),
                CertificateState.Suspended => Refusal.Of("certificate-suspended", $"{person.Name}的执法证（{certificate.Number}）已暂扣，暂扣期间不能执法，请另选人员。"),
                CertificateState.Revoked => Refusal.Of("certificate-revoked", $"{person.Name}的执法证（{certificate.Number}）已吊销，不能执法，请另选人员。"),
                _ => Refusal.Of("certificate-not-yet", $"{person.Name}的执法证（{certificate.Number}）自{BeijingTime.InChinese(certificate.ValidFrom)}起生效，请另选人员。"),
            };
        }
        return why ?? Refusal.Of("certificate-missing", $"{person.Name}没有登记执法证，不具备执法资格，请另选人员或者先登记证件。");
    }
}
