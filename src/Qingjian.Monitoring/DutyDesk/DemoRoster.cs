using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.DutyDesk;

/// <summary>Gives the demo city's bureau a roster from a week back to a month ahead, once, so that its desk is manned on any day it is shown.</summary>
internal sealed class DemoRoster(MonitoringDb db, IOfficers officers)
{
    private static readonly PlanShifts.Turn[] Turns = [new("白班", new(8, 0), 12), new("夜班", new(20, 0), 12)];

    public async Task Run(string division, CancellationToken stop)
    {
        if (await db.Shifts.AnyAsync(stop) || await officers.OrganisationFor(division, OrganisationKind.Bureau, stop) is not { } bureau) return;
        var people = (await officers.Qualified(division, db.Now, stop)).Select(officer => new OnDuty(officer.PersonId, officer.Name)).Take(6).ToList();
        var today = BeijingTime.DayOf(db.Now);
        if (!PlanShifts.Of(today.AddDays(-7), today.AddDays(30), Turns, people, people.Count >= 4 ? 2 : 1).Try(out var planned, out _)) return;
        db.Shifts.AddRange(planned.Select(shift => RosterActs.Shift(bureau, shift, db.Caller.Name, db.Now)));
        await db.Commit(new Act("duty.roster", "organisation", bureau.Id, $"{bureau.ShortName}演示排班{planned.Count}班"), stop);
    }
}
