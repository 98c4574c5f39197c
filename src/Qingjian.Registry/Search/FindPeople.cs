using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Search;

/// <summary>People by name, pinyin initials or certificate number.</summary>
internal sealed class FindPeople(RegistryDb db) : ISourceSearch
{
    public int Order => 30;

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int most, CancellationToken stop)
    {
        if (!db.Caller.May(Duty.ReadPeople) || text.Length < 2) return [];
        var pattern = Listing.Contains(text);
        var initials = Listing.Contains(text.ToLowerInvariant());
        var found = await (from p in db.People.AsNoTracking()
                           join o in db.Organisations on p.OrganisationId equals o.Id
                           where EF.Functions.Like(p.Name, pattern, "\\") || EF.Functions.Like(p.Initials, initials, "\\") || db.Certificates.Any(c => c.PersonId == p.Id && c.Number == text)
                           orderby p.Name
                           select new { p.Id, p.Name, p.JobTitle, Organisation = o.ShortName }).Take(most).ToListAsync(stop);
        return [.. found.Select(p => new SearchHit("人员", p.Id, p.Name, $"{p.Organisation} {p.JobTitle}".Trim(), $"/people/{p.Id}"))];
    }
}
