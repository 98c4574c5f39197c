using Microsoft.EntityFrameworkCore;
using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Sources;

/// <summary>Answers other rooms about sources.</summary>
internal sealed class SourceQuestions(RegistryDb db, IDivisions divisions) : ISources
{
    public async Task<SourceEnterprise?> Enterprise(string id, CancellationToken stop) =>
        await db.Enterprises.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, stop) is { } found ? Card(found) : null;

    public async Task<IReadOnlyDictionary<string, SourceEnterprise>> Enterprises(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        await db.Enterprises.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, Card, stop);

    public async Task<SourceEnterprise?> EnterpriseByCreditCode(string creditCode, CancellationToken stop) =>
        await db.Enterprises.AsNoTracking().SingleOrDefaultAsync(e => e.CreditCode == creditCode, stop) is { } found ? Card(found) : null;

    public async Task<IReadOnlyList<SourceEnterprise>> AllEnterprises(CancellationToken stop) =>
        (await db.Enterprises.AsNoTracking().OrderBy(e => e.Name).ToListAsync(stop)).ConvertAll(Card);

    public async Task<SourceOutlet?> Outlet(string id, CancellationToken stop) =>
        (await Outlets([id], stop)).GetValueOrDefault(id);

    public async Task<IReadOnlyDictionary<string, SourceOutlet>> Outlets(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        await Cards(db.Outlets.Where(o => ids.Contains(o.Id))).ToDictionaryAsync(o => o.Id, stop);

    public async Task<IReadOnlyList<SourceOutlet>> OutletsOf(string enterpriseId, CancellationToken stop) =>
        await Cards(db.Outlets.Where(o => o.EnterpriseId == enterpriseId).OrderBy(o => o.Code)).ToListAsync(stop);

    public async Task<IReadOnlyList<SourceOutlet>> AllOutlets(CancellationToken stop) =>
        await Cards(db.Outlets.Where(o => !o.Closed).OrderBy(o => o.Id)).ToListAsync(stop);

    public async Task<OutletDuties?> DutiesOf(string outletId, DateOnly day, CancellationToken stop) =>
        (await DutiesOf([outletId], day, stop)).GetValueOrDefault(outletId);

    public async Task<IReadOnlyDictionary<string, OutletDuties>> DutiesOf(IReadOnlyCollection<string> outletIds, DateOnly day, CancellationToken stop) =>
        await Duties(await Cards(db.Outlets.Where(o => outletIds.Contains(o.Id))).ToListAsync(stop),
            db.Factors.Where(f => outletIds.Contains(f.OutletId)), db.Standards.Where(s => outletIds.Contains(s.OutletId)), db.Limits.Where(l => outletIds.Contains(l.OutletId)), day, stop);

    public async Task<IReadOnlyDictionary<string, OutletDuties>> AllDuties(DateOnly day, CancellationToken stop) =>
        await Duties(await Cards(db.Outlets.Where(o => !o.Closed)).ToListAsync(stop), db.Factors, db.Standards, db.Limits, day, stop);

    private static async Task<Dictionary<string, OutletDuties>> Duties(
        List<SourceOutlet> outlets, IQueryable<Factor> ofFactors, IQueryable<OutletStandard> ofStandards, IQueryable<OutletLimit> ofLimits, DateOnly day, CancellationToken stop)
    {
        var factors = (await ofFactors.AsNoTracking().OrderBy(f => f.Order).ThenBy(f => f.Code).ToListAsync(stop)).ToLookup(f => f.OutletId);
        var standards = (await ofStandards.AsNoTracking().Where(s => s.From <= day && (s.Until == null || s.Until >= day)).ToListAsync(stop)).ToLookup(s => s.OutletId);
        var limits = (await ofLimits.AsNoTracking().Where(l => l.From <= day && (l.Until == null || l.Until >= day)).ToListAsync(stop)).ToLookup(l => l.OutletId);
        return outlets.ToDictionary(o => o.Id, o => new OutletDuties(o, day,
            [.. factors[o.Id].Select(f => new OutletFactor(f.Code, f.Unit, f.Decimals) { YearlyTonnes = f.YearlyTonnes })],
            [.. standards[o.Id].OrderBy(s => s.StandardNo, StringComparer.Ordinal).Select(s => new AppliedStandard(s.StandardNo, s.Category, s.Units, s.From, s.Until))],
            [.. limits[o.Id].OrderBy(l => l.Code, StringComparer.Ordinal).ThenBy(l => l.Period).Select(l => new OwnLimit(l.Code, l.Period, l.Lower, l.Upper, l.Unit, l.Basis, l.Reference, l.From, l.Until))]));
    }

    private IQueryable<SourceOutlet> Cards(IQueryable<Outlet> outlets) =>
        from o in outlets.AsNoTracking()
        join e in db.Enterprises on o.EnterpriseId equals e.Id
        select new SourceOutlet(o.Id, e.Id, e.Name, o.Division, o.Code, o.Name, o.Medium, o.ReferenceOxygen, o.BuiltOn, o.Closed, o.Traits);

    private SourceEnterprise Card(Enterprise e) => new(
        e.Id, e.Name, e.CreditCode, e.PermitNo, e.Division, divisions.NameOf(e.Division), e.Industry, divisions.IndustryName(e.Industry),
        e.Address, e.LegalRepresentative, e.ContactName, e.ContactPhone, e.Longitude, e.Latitude, e.State, e.Tags);
}
