using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Tasks;

/// <summary>Carries what was found back to the task and to every clue it looked into.</summary>
internal static class CarryFindings
{
    public static async Task Back(MattersDb db, FieldTask task, bool found, string findings, string measures, DateTimeOffset now, CancellationToken stop)
    {
        (task.Found, task.Findings, task.Measures, task.FeedbackAt) = (found, findings, measures, now);
        foreach (var clue in await db.Clues.Where(c => c.TaskId == task.Id).ToListAsync(stop))
        {
            var what = found ? ClueAct.Confirm : ClueAct.Clear;
            if (!CluePath.Table.Next(clue.State, what).Try(out var next, out _)) continue;
            db.NoteStep(new Act(found ? "clue.confirm" : "clue.clear", "clue", clue.Id, found ? $"线索 {clue.Number} 经现场检查查实" : $"线索 {clue.Number} 经现场检查未发现违法行为"), clue.State, next);
            (clue.State, clue.Findings) = (next, findings);
        }
    }
}
