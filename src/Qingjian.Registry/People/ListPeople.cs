using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People;

/// <summary>执法人员名录 with the state of each certificate.</summary>
internal static class ListPeople
{
    /// <summary>A person and the certificate that counts today: the one that holds longest, else the last one.</summary>
    internal sealed record Row(
        string Id, string Name, string OrganisationId, string Organisation, string JobTitle, string DivisionName, string? Certificate, DateOnly? ValidFrom, DateOnly? ValidTo,
        string State, int? DaysLeft, bool OnPost, bool Away);

    private static readonly SheetColumns<Row> Columns = new()
    {
        ["name"] = new("姓名", r => r.Name, 12),
        ["organisation"] = new("单位", r => r.Organisation, 24),
        ["jobTitle"] = new("职务", r => r.JobTitle, 16),
        ["divisionName"] = new("区划", r => r.DivisionName, 20),
        ["certificate"] = new("执法证号", r => r.Certificate ?? "无", 20),
        ["validFrom"] = new("有效期起", r => r.ValidFrom, 12),
        ["validTo"] = new("有效期止", r => r.ValidTo, 12),
        ["state"] = new("证件状态", r => CertificateWords.Of(r.State), 12),
        ["daysLeft"] = new("剩余（天）", r => r.DaysLeft, 10),
        ["post"] = new("在岗", r => !r.OnPost ? "已离岗" : r.Away ? "今日不在岗" : "在岗", 12),
    };

    public static void Map(RouteGroupBuilder people)
    {
        people.MapGet("/", Handle).Requires(Duty.ReadPeople);
        people.MapGet("/export", Export).Requires(Duty.ReadPeople);
    }

    private static async Task<Ok<Page<Row>>> Handle([AsParameters] ListQuery query, string? organisation, RegistryDb db, Divisions divisions, IOptions<RegistryOptions> options, CancellationToken stop)
    {
        var rows = await Rows(query, organisation, db, divisions, options.Value, stop);
        var counts = rows.GroupBy(r => r.State).ToDictionary(g => g.Key, g => g.Count());
        var shown = Sorted(rows.Where(r => query.State is null || r.State == query.State), query.Sort).ToList();
        return TypedResults.Ok(shown.ToPage(query, counts));
    }

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, string? organisation, RegistryDb db, Divisions divisions, IOptions<RegistryOptions> options, CancellationToken stop)
    {
        var rows = Sorted((await Rows(query, organisation, db, divisions, options.Value, stop)).Where(r => query.State is null || r.State == query.State), query.Sort).ToList();
        return await sheet.Answer("执法人员名录", query.Division is { } d ? divisions.NameOf(d) : null, Columns, rows, new Act("people.export", "list", "people", $"导出人员名录{rows.Count}人"), stop);
    }

    // An agency has hundreds of people, not millions: the state of a certificate is worked out here, by the same rule that dispatch asks.
    private static async Task<List<Row>> Rows(ListQuery query, string? organisation, RegistryDb db, Divisions divisions, RegistryOptions options, CancellationToken stop)
    {
        var day = BeijingTime.DayOf(db.Now);
        var people = db.People.AsNoTracking().In(query.Division).Being(p => p.OrganisationId, organisation);
        if (query.Text is { } text)
        {
            var (pattern, initials) = (Listing.Contains(text), Listing.Contains(text.ToLowerInvariant()));
            people = people.Where(p => EF.Functions.Like(p.Name, pattern, "\\") || EF.Functions.Like(p.Initials, initials, "\\") || db.Certificates.Any(c => c.PersonId == p.Id && EF.Functions.Like(c.Number, pattern, "\\")));
        }
        var found = await people.ToListAsync(stop);
        var organisations = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, o => o.ShortName, stop);
        var certificates = (await db.Certificates.AsNoTracking().ToListAsync(stop)).ToLookup(c => c.PersonId);
        var away = await db.Absences.Where(a => a.From <= day && a.Until >= day).Select(a => a.PersonId).ToHashSetAsync(stop);
        return [.. found.Select(p =>
        {
            var (certificate, state) = Counting(certificates[p.Id], day, options.CertificateWarningDays);
            return new Row(p.Id, p.Name, p.OrganisationId, organisations.GetValueOrDefault(p.OrganisationId, "其他单位"), p.JobTitle, divisions.NameOf(p.Division), certificate?.Number,
                certificate?.ValidFrom, certificate?.ValidTo, state, certificate is null ? null : certificate.ValidTo.DayNumber - day.DayNumber, p.LeftOn is null || p.LeftOn >= day, away.Contains(p.Id));
        })];
    }

    internal static (Certificate? Certificate, string State) Counting(IEnumerable<Certificate> certificates, DateOnly day, int warningDays)
    {
        var best = certificates.Select(c => (Certificate: c, State: c.StateOn(day, warningDays)))
            .OrderByDescending(c => c.State is CertificateState.Valid or CertificateState.Expiring).ThenByDescending(c => c.Certificate.ValidTo).FirstOrDefault();
        return best.Certificate is null ? (null, "none") : (best.Certificate, CertificateWords.Key(best.State));
    }

    private static IEnumerable<Row> Sorted(IEnumerable<Row> rows, string? sort)
    {
        var by = (sort ?? "").TrimStart('-') switch
        {
            "organisation" => (Func<Row, object?>)(r => r.Organisation),
            "validTo" => r => r.ValidTo ?? DateOnly.MaxValue,
            "certificate" => r => r.Certificate,
            _ => r => r.Name,
        };
        return sort?.StartsWith('-') == true ? rows.OrderByDescending(by).ThenBy(r => r.Id) : rows.OrderBy(by).ThenBy(r => r.Id);
    }
}

/// <summary>Words of certificate states, as pages and papers show them.</summary>
internal static class CertificateWords
{
    public static string Key(CertificateState state) => char.ToLowerInvariant(state.ToString()[0]) + state.ToString()[1..];

    public static string Of(string key) => key switch
    {
        "valid" => "有效",
        "expiring" => "即将到期",
        "expired" => "已过期",
        "suspended" => "已暂扣",
        "revoked" => "已吊销",
        "notYetValid" => "未生效",
        _ => "无证件",
    };
}
