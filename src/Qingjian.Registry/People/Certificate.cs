using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.People;

/// <summary>行政执法证.</summary>
internal sealed class Certificate : IVersioned
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required string Number { get; set; }
    public required string Issuer { get; set; }
    /// <summary>Division in which it holds.</summary>
    public required string Area { get; set; }
    public DateOnly ValidFrom { get; set; }
    /// <summary>Last day, inclusive.</summary>
    public DateOnly ValidTo { get; set; }
    public DateOnly? SuspendedFrom { get; set; }
    public DateOnly? SuspendedTo { get; set; }
    public DateOnly? RevokedOn { get; set; }
    public long Version { get; set; }

    /// <summary>State on a Beijing day; within <paramref name="warningDays"/> of its end it is expiring, and still holds.</summary>
    public CertificateState StateOn(DateOnly day, int warningDays)
    {
        if (RevokedOn is { } revoked && day >= revoked) return CertificateState.Revoked;
        if (SuspendedFrom is { } from && day >= from && (SuspendedTo is null || day <= SuspendedTo)) return CertificateState.Suspended;
        if (day < ValidFrom) return CertificateState.NotYetValid;
        if (day > ValidTo) return CertificateState.Expired;
        return ValidTo.DayNumber - day.DayNumber < warningDays ? CertificateState.Expiring : CertificateState.Valid;
    }
}
