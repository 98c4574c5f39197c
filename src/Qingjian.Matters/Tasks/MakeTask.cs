using Qingjian.Matters.Clues;
using Qingjian.Matters.Law;
using Qingjian.Matters.Numbers;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>发起任务 from a clue: the facts go along, nothing is typed twice. The caller commits.</summary>
internal sealed class MakeTask(MattersDb db, IOfficers officers, TaskClock clock, MattersLaw law)
{
    public async Task<FieldTask> From(Clue clue, Numbering numbering, CancellationToken stop)
    {
        var now = db.Now;
        var bureau = await officers.OrganisationFor(clue.Division, OrganisationKind.Bureau, stop);
        var unit = db.Caller.OrganisationId is { } mine ? await officers.Organisation(mine, stop) : null;
        var year = BeijingTime.DayOf(now).Year;
        var series = bureau?.Division ?? clue.Division;
        var ordinal = await numbering.Next("task", series, year, stop);
        var task = new FieldTask
        {
            Id = NewId.Make(),
            Number = $"{bureau?.DocumentPrefix ?? series}任务〔{year}〕{ordinal}号",
            ThreadId = clue.ThreadId,
            ClueId = clue.Id,
            Title = $"{clue.Target}：{law.Sources(clue.FilingFrom).Element(clue.Element)}线索现场核查",
            Facts = clue.OrderNumber is null ? clue.Content : $"{clue.Content}（督办单 {clue.OrderNumber}）",
            Element = clue.Element,
            EnterpriseId = clue.EnterpriseId,
            OutletId = clue.OutletId,
            OutletName = clue.OutletName,
            Target = clue.Target,
            Division = clue.Division,
            Place = clue.Place,
            InitiatedBy = db.Caller.PersonId,
            InitiatedByName = db.Caller.Name,
            InitiatedUnit = unit?.Name ?? db.Caller.PostTitle,
            InitiatedAt = now,
        };
        clock.Enter(task, TaskState.Initiated, now);
        db.Tasks.Add(task);
        return task;
    }
}
