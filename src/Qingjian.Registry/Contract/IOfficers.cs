using Qingjian.Vocabulary;

namespace Qingjian.Registry.Contract;

/// <summary>Who may enforce, where and when. Answers are scoped to the caller's area.</summary>
public interface IOfficers
{
    /// <summary>Whether a person may enforce at an instant in a division: on post, with a certificate that holds there that Beijing day.
    /// The refusal says in Chinese what is missing.</summary>
    Task<Outcome<Officer>> MayEnforceAt(string personId, DateTimeOffset instant, string division, CancellationToken stop);

    /// <summary>Everybody who may enforce in a division at an instant and is not away that day, by name.</summary>
    Task<IReadOnlyList<Officer>> Qualified(string division, DateTimeOffset instant, CancellationToken stop);

    /// <summary>One person with his organisation, whether he may enforce or not; null when unknown.</summary>
    Task<PersonCard?> Person(string personId, CancellationToken stop);

    /// <summary>One organisation; null when unknown.</summary>
    Task<OrganisationCard?> Organisation(string organisationId, CancellationToken stop);

    /// <summary>The nearest organisation of a kind that covers a division: the county's own before the city's; null when there is none.</summary>
    Task<OrganisationCard?> OrganisationFor(string division, OrganisationKind kind, CancellationToken stop);
}

/// <summary>A person who may enforce.</summary>
/// <param name="PersonId">Object id.</param>
/// <param name="Name">Name.</param>
/// <param name="OrganisationId">Organisation.</param>
/// <param name="OrganisationName">Its short name.</param>
/// <param name="JobTitle">Title.</param>
/// <param name="CertificateId">The certificate that holds.</param>
/// <param name="CertificateNumber">Its number, for papers.</param>
/// <param name="CertificateTo">Its last day.</param>
public sealed record Officer(
    string PersonId, string Name, string OrganisationId, string OrganisationName, string JobTitle,
    string CertificateId, string CertificateNumber, DateOnly CertificateTo);

/// <summary>A person as other rooms see him.</summary>
/// <param name="PersonId">Object id.</param>
/// <param name="Name">Name.</param>
/// <param name="Organisation">His organisation.</param>
/// <param name="JobTitle">Title.</param>
public sealed record PersonCard(string PersonId, string Name, OrganisationCard Organisation, string JobTitle);

/// <summary>An organisation as papers need it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Name">Full name, e.g. 演示市生态环境局.</param>
/// <param name="ShortName">Short name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Division">Division code.</param>
/// <param name="DocumentPrefix">Beginning of document numbers, e.g. 演环.</param>
/// <param name="Address">Address.</param>
/// <param name="Phone">Public telephone.</param>
public sealed record OrganisationCard(
    string Id, string Name, string ShortName, OrganisationKind Kind, string Division, string DocumentPrefix, string Address, string Phone);
