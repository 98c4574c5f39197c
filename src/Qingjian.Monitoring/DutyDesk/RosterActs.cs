using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>排班: shifts made from a pattern, and single ones changed by hand.</summary>
internal static class RosterActs
{
    /// <param name="OrganisationId">Whose desk.</param>
    /// <param name="From">First day.</param>
    /// <param name="To">Last day, inclusive.</param>
    /// <param name="Turns">Shifts of a day, in order.</param>
    /// <param name="PerShift">People on one shift.</param>
    /// <param name="PersonIds">Who takes turns, in order.</param>
    internal sealed record Request(string OrganisationId, DateOnly From, DateOnly To, IReadOnlyList<TurnRequest> Turns, int PerShift, IReadOnlyList<string> PersonIds);

    /// <param name="Name">E.g. 白班.</param>
    /// <param name="Start">HH:mm Beijing time.</param>
    /// <param name="Hours">Length.</param>
    internal sealed record TurnRequest(string Name, string Start, int Hours);

    internal sealed record Made(int Shifts);

    /// <param name="Version">Version the page was shown.</param>
    /// <param name="PersonIds">Who is on it from now on.</param>
    /// <param name="Reason">Why: swap, illness.</param>
    internal sealed record Edit(long Version, IReadOnlyList<string> PersonIds, string Reason);

    internal sealed record Changed(string Id, long Version);

    public static void Map(RouteGroupBuilder shifts)
    {
        shifts.MapPost("/", Generate).Requires(Duty.KeepRoster);
        shifts.MapPut("/{id}", Change).Requires(Duty.KeepRoster);
    }

    private static async Task<Results<Ok<Made>, ProblemHttpResult>> Generate(Request request, MonitoringDb db, IOfficers officers, LiveSignals live, CancellationToken stop)
    {
        if (await officers.Organisation(request.OrganisationId, stop) is not { } organisation) return Refusal.OfField("organisation-unknown", "organisationId", "请选择值班单位。").ToProblem();
        var area = DivisionScope.Prefix(organisation.Division);
        if (!area.StartsWith(db.Caller.Division, StringComparison.Ordinal)) return Refusal.OfField("organisation-outside", "organisationId", "只能为本岗位管辖范围内的单位排班。").ToProblem();
        if (!(await People(request.PersonIds, officers, stop)).Try(out var people, out var why)) return why.ToProblem();
        var turns = new List<PlanShifts.Turn>();
        foreach (var turn in request.Turns)
        {
            if (!TimeOnly.TryParseExact(turn.Start, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)) return Refusal.OfField("roster-turns", "turns", "班次的开始时间请写成 08:00 这样的时间。").ToProblem();
            turns.Add(new(turn.Name, start, turn.Hours));
        }
        if (!PlanShifts.Of(request.From, request.To, turns, people, request.PerShift).Try(out var planned, out why)) return why.ToProblem();
        var (first, last) = (planned.Min(shift => shift.From), planned.Max(shift => shift.To));
        if (await db.Shifts.Where(s => s.OrganisationId == organisation.Id && s.FromAt < last && s.ToAt > first).OrderBy(s => s.FromAt).FirstOrDefaultAsync(stop) is { } there)
            return Refusal.OfField("roster-overlap", "from", $"{BeijingTime.ClockOf(there.FromAt):M月d日HH:mm}起已有班次（{there.Name}），请从没有排班的日子开始，或者逐班修改。").ToProblem();
        db.Shifts.AddRange(planned.Select(shift => Shift(organisation, shift, db.Caller.Name, db.Now)));
        await db.Commit(new Act("duty.roster", "organisation", organisation.Id, $"{organisation.ShortName}排班：{request.From:yyyy-MM-dd}至{request.To:yyyy-MM-dd}共{planned.Count}班"), stop);
        live.Raise("duty");
        return TypedResults.Ok(new Made(planned.Count));
    }

    /// <summary>The row of a planned shift.</summary>
    public static DutyShift Shift(OrganisationCard organisation, PlanShifts.Planned shift, string by, DateTimeOffset now) => new()
    {
        Id = NewId.Make(),
        OrganisationId = organisation.Id,
        OrganisationName = organisation.ShortName,
        Division = organisation.Division,
        Area = DivisionScope.Prefix(organisation.Division),
        Name = shift.Name,
        FromAt = shift.From,
        ToAt = shift.To,
        People = shift.People,
        EditedBy = by,
        EditedAt = now,
    };

    private static async Task<Results<Ok<Changed>, ProblemHttpResult>> Change(string id, Edit request, MonitoringDb db, IOfficers officers, LiveSignals live, CancellationToken stop)
    {
        if (await db.Shifts.FirstOrDefaultAsync(s => s.Id == id, stop) is not { } shift) return Problems.NotFound();
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusal.OfField("reason-missing", "reason", "请写明换班的原因。").ToProblem();
        if (shift.ToAt <= db.Now) return Refusal.Of("shift-over", "这个班次已经结束，不能再改。").ToProblem();
        if (request.PersonIds.Count == 0) return Refusal.OfField("roster-people", "personIds", "班次至少要有一人。").ToProblem();
        if (!(await People(request.PersonIds, officers, stop)).Try(out var people, out var why)) return why.ToProblem();
        db.Entry(shift).Property(s => s.Version).OriginalValue = request.Version;
        var before = string.Join("、", shift.People.Select(each => each.Name));
        (shift.People, shift.EditedBy, shift.EditedAt) = (people, db.Caller.Name, db.Now);
        await db.Commit(new Act("duty.swap", "duty-shift", id, $"{shift.OrganisationName}{BeijingTime.ClockOf(shift.FromAt):M月d日}{shift.Name}：{before}换为{string.Join("、", people.Select(each => each.Name))}") { Reason = request.Reason.Trim() }, stop);
        live.Raise("duty");
        return TypedResults.Ok(new Changed(id, shift.Version));
    }

    private static async Task<Outcome<IReadOnlyList<OnDuty>>> People(IReadOnlyList<string> ids, IOfficers officers, CancellationToken stop)
    {
        var people = new List<OnDuty>();
        foreach (var id in ids)
        {
            if (await officers.Person(id, stop) is not { } person) return Refusal.OfField("person-unknown", "personIds", "值班人员里有不在册的人，请重新选择。");
            people.Add(new(person.PersonId, person.Name));
        }
        return people;
    }
}
