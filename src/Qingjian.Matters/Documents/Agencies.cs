using Qingjian.Matters.Cases;
using Qingjian.Registry.Contract;

namespace Qingjian.Matters.Documents;

/// <summary>In whose name a paper outside a case goes out: the bureau that covers the division.</summary>
internal static class Agencies
{
    public static async Task<Agency> For(IOfficers officers, string division, CancellationToken stop) =>
        await officers.OrganisationFor(division, OrganisationKind.Bureau, stop) is { } bureau
            ? new(bureau.Id, bureau.Name, bureau.ShortName, bureau.Division, bureau.DocumentPrefix, bureau.Address, bureau.Phone)
            : new("", "生态环境局", "环境局", division, "环", "", "");
}
