using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources;

/// <summary>企业档案: the enterprise with its outlets, monitors and duties.</summary>
internal static class ShowSource
{
    internal sealed record View(
        string Id, string Name, string? CreditCode, string? PermitNo, string Division, string DivisionName, string Industry, string IndustryName, string Address,
        string LegalRepresentative, string ContactName, string ContactPhone, double? Longitude, double? Latitude, Datum Datum, IReadOnlyList<string> Tags, EnterpriseState State,
        string Note, long Version, string Condition, string ConditionTone, IReadOnlyList<OutletView> Outlets, IReadOnlyList<MonitorView> Monitors);

    internal sealed record OutletView(
        string Id, string Code, string Name, Medium Medium, decimal? ReferenceOxygen, DateOnly? BuiltOn, IReadOnlyList<string> Traits, double? Longitude, double? Latitude, Datum Datum,
        bool Closed, string Note, long Version, IReadOnlyList<FactorView> Factors, IReadOnlyList<AppliedStandard> Standards, IReadOnlyList<OwnLimit> Limits, IReadOnlyList<ShownLimit> InForce);

    internal sealed record FactorView(string Code, string Name, string Unit, int Decimals, decimal? YearlyTonnes);

    internal sealed record MonitorView(
        string Id, string Mn, string Name, ProtocolEdition Edition, Medium Medium, string SystemType, CrcMode CrcMode, bool AcceptWrongLength, bool AcceptWrongPassword, int RtdInterval,
        int MinInterval, bool DataTimeIsPeriodEnd, bool HasKey, MonitorState State, string? SuccessorId, string Maker, string Model, long Version, IReadOnlyList<BindingView> Bindings);

    internal sealed record BindingView(string Id, string OutletId, string OutletCode, string OutletName, IReadOnlyList<string> Codes, bool Record, DateOnly From, DateOnly? Until);

    internal sealed record Contact(string Name, string Phone);

    internal sealed record Asking(string Reason);

    public static void Map(RouteGroupBuilder sources)
    {
        sources.MapGet("/{id}", Handle).Requires(Duty.ReadSources);
        sources.MapPost("/{id}/contact", Unmask).Requires(Duty.ReadSources);
    }

    private static async Task<Results<Ok<View>, ProblemHttpResult>> Handle(string id, RegistryDb db, Divisions divisions, ISources questions, ISourceRules rules, Conditions conditions, CancellationToken stop)
    {
        if (await db.Enterprises.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, stop) is not { } e) return Problems.NotFound();
        var today = BeijingTime.DayOf(db.Now);
        var outlets = await db.Outlets.AsNoTracking().Where(o => o.EnterpriseId == id).OrderBy(o => o.Closed).ThenBy(o => o.Code).ToListAsync(stop);
        var mine = outlets.Select(o => o.Id).ToList();
        var factors = (await db.Factors.AsNoTracking().Where(f => mine.Contains(f.OutletId)).OrderBy(f => f.Order).ThenBy(f => f.Code).ToListAsync(stop)).ToLookup(f => f.OutletId);
        var standards = (await db.Standards.AsNoTracking().Where(s => mine.Contains(s.OutletId)).ToListAsync(stop)).ToLookup(s => s.OutletId);
        var limits = (await db.Limits.AsNoTracking().Where(l => mine.Contains(l.OutletId)).ToListAsync(stop)).ToLookup(l => l.OutletId);
        var duties = new Dictionary<string, OutletDuties>();
        foreach (var outlet in mine)
            if (await questions.DutiesOf(outlet, today, stop) is { } found) duties[outlet] = found;
        var monitors = await db.Monitors.AsNoTracking().Where(m => m.EnterpriseId == id).OrderBy(m => m.State).ThenBy(m => m.Mn).ToListAsync(stop);
        var loggers = monitors.Select(m => m.Id).ToList();
        var bindings = (await db.Bindings.AsNoTracking().Where(b => loggers.Contains(b.MonitorId)).ToListAsync(stop)).ToLookup(b => b.MonitorId);
        var byId = outlets.ToDictionary(o => o.Id);
        var condition = (await conditions.Of([id], stop))(id, e.State);

        return TypedResults.Ok(new View(
            e.Id, e.Name, e.CreditCode, e.PermitNo, e.Division, divisions.NameOf(e.Division), e.Industry, divisions.IndustryName(e.Industry), e.Address,
            e.LegalRepresentative, e.ContactName, Mask(e.ContactPhone), e.Longitude, e.Latitude, e.Datum, e.Tags, e.State, e.Note, e.Version, condition.Word, condition.Tone,
            [.. outlets.Select(o => new OutletView(
                o.Id, o.Code, o.Name, o.Medium, o.ReferenceOxygen, o.BuiltOn, o.Traits, o.Longitude, o.Latitude, o.Datum, o.Closed, o.Note, o.Version,
                [.. factors[o.Id].Select(f => new FactorView(f.Code, rules.Factor(f.Code)?.Name ?? f.Code, f.Unit, f.Decimals, f.YearlyTonnes))],
                [.. standards[o.Id].OrderByDescending(s => s.From).Select(s => new AppliedStandard(s.StandardNo, s.Category, s.Units, s.From, s.Until))],
                [.. limits[o.Id].OrderBy(l => l.Code, StringComparer.Ordinal).ThenByDescending(l => l.From).Select(l => new OwnLimit(l.Code, l.Period, l.Lower, l.Upper, l.Unit, l.Basis, l.Reference, l.From, l.Until))],
                duties.TryGetValue(o.Id, out var found) ? rules.LimitsOf(found) : []))],
            [.. monitors.Select(m => new MonitorView(
                m.Id, m.Mn, m.Name, m.Edition, m.Medium, m.SystemType, m.CrcMode, m.AcceptWrongLength, m.AcceptWrongPassword, m.RtdInterval, m.MinInterval, m.DataTimeIsPeriodEnd,
                m.SealedKey is not null, m.State, m.SuccessorId, m.Maker, m.Model, m.Version,
                [.. bindings[m.Id].OrderByDescending(b => b.From).Select(b => new BindingView(b.Id, b.OutletId, byId[b.OutletId].Code, byId[b.OutletId].Name, b.Codes, b.Record, b.From, b.Until))]))]));
    }

    // Personal data are masked inside the office too; who looks says why, and the trail keeps it.
    private static async Task<Results<Ok<Contact>, ProblemHttpResult>> Unmask(string id, Asking request, RegistryDb db, CancellationToken stop)
    {
        if (await db.Enterprises.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, stop) is not { } e) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请填写查看联系方式的事由。").ToProblem();
        await db.Commit(new Act("source.contact", "source", id, "查看联系方式") { Reason = request.Reason.Trim() }, stop);
        return TypedResults.Ok(new Contact(e.ContactName, e.ContactPhone));
    }

    /// <summary>138****5678; a short or empty number stays as it is.</summary>
    internal static string Mask(string phone) => phone.Length < 7 ? phone : $"{phone[..3]}****{phone[^4..]}";
}
