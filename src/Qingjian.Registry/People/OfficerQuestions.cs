using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>Answers other rooms about people.</summary>
internal sealed class OfficerQuestions(RegistryDb db, IDivisions divisions, IOptions<RegistryOptions> options) : IOfficers
{
    public async Task<Outcome<Officer>> MayEnforceAt(string personId, DateTimeOffset instant, string division, CancellationToken stop)
    {
        if (await Seen(db.People, division).SingleOrDefaultAsync(p => p.Id == personId, stop) is not { } person)
            return Refusal.Of("officer-unknown", "没有找到该执法人员，或其不在您的管辖范围内，请重新选择。");
        var organisation = await Seen(db.Organisations, division).SingleAsync(o => o.Id == person.OrganisationId, stop);
        var certificates = await Seen(db.Certificates, division).Where(c => c.PersonId == personId).ToListAsync(stop);
        return EnforcementStanding.Decide(person, organisation, certificates, BeijingTime.DayOf(instant), division, divisions.NameOf, options.Value.CertificateWarningDays);
    }

    public async Task<IReadOnlyList<Officer>> Qualified(string division, DateTimeOffset instant, CancellationToken stop)
    {
        var day = BeijingTime.DayOf(instant);
        var away = await Seen(db.Absences, division).Where(a => a.From <= day && a.Until >= day).Select(a => a.PersonId).ToHashSetAsync(stop);
        var people = await Seen(db.People, division).Where(p => p.LeftOn == null || p.LeftOn >= day).OrderBy(p => p.Name).ToListAsync(stop);
        var organisations = await Seen(db.Organisations, division).ToDictionaryAsync(o => o.Id, stop);
        var certificates = (await Seen(db.Certificates, division).ToListAsync(stop)).ToLookup(c => c.PersonId);
        var found = new List<Officer>();
        foreach (var person in people)
            if (!away.Contains(person.Id) && organisations.TryGetValue(person.OrganisationId, out var organisation)
                && EnforcementStanding.Decide(person, organisation, certificates[person.Id], day, division, divisions.NameOf, options.Value.CertificateWarningDays).Try(out var officer, out _))
                found.Add(officer);
        return found;
    }

    public async Task<PersonCard?> Person(string personId, CancellationToken stop)
    {
        if (await db.People.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, stop) is not { } person) return null;
        var organisation = await db.Organisations.IgnoreQueryFilters().AsNoTracking().SingleAsync(o => o.Id == person.OrganisationId, stop);
        return new(person.Id, person.Name, Card(organisation), person.JobTitle);
    }

    // Whoever may act in a division may ask who of the county's and of the upper agencies may enforce there.
    private IQueryable<T> Seen<T>(IQueryable<T> rows, string division) where T : class =>
        (division.StartsWith(db.Caller.Division, StringComparison.Ordinal) ? rows.IgnoreQueryFilters() : rows).AsNoTracking();

    // Organisations stand in papers and on public pages: which bureau covers a place is no secret of an area.
    public async Task<OrganisationCard?> Organisation(string organisationId, CancellationToken stop) =>
        await db.Organisations.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(o => o.Id == organisationId, stop) is { } found ? Card(found) : null;

    public async Task<OrganisationCard?> OrganisationFor(string division, OrganisationKind kind, CancellationToken stop)
    {
        var all = await db.Organisations.IgnoreQueryFilters().AsNoTracking().Where(o => o.Kind == kind && !o.Closed).ToListAsync(stop);
        return all.Where(o => division.StartsWith(DivisionScope.Prefix(o.Division), StringComparison.Ordinal))
            .OrderByDescending(o => DivisionScope.Prefix(o.Division).Length).ThenBy(o => o.Name, StringComparer.Ordinal).Select(Card).FirstOrDefault();
    }

    private static OrganisationCard Card(Organisation o) => new(o.Id, o.Name, o.ShortName, o.Kind, o.Division, o.DocumentPrefix, o.Address, o.Phone);
}
