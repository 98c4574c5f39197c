namespace Qingjian.Monitoring.Contract;

/// <summary>Electricity shows what a person should look into: treatment off while production ran, or production during an ordered stop or limit.</summary>
/// <param name="Kind">treatment_off or order_not_executed.</param>
/// <param name="FindingId">The finding; one finding is told once.</param>
/// <param name="EnterpriseId">Enterprise.</param>
/// <param name="Division">Its division code.</param>
/// <param name="Summary">Chinese sentence, readable by itself.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End as far as known, exclusive.</param>
/// <param name="RuleDigest">Digest of the law file it was found by.</param>
public sealed record ElectricityBreach(string Kind, string FindingId, string EnterpriseId, string Division, string Summary, DateTimeOffset From, DateTimeOffset To, string RuleDigest);
