using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Law;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Live;
using Qingjian.Platform.Schedule;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>Tells on the time line when a step has used up 80, 100 or 150 per cent of its time; from 100 on the task stands in the box 督办.</summary>
internal sealed class EscalateTasks(MattersDb db, MattersLaw law, LiveSignals live) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        var now = db.Now;
        var open = await db.Tasks.Where(t => t.StepDue != null && !TaskPath.Ended.Contains(t.State)).ToListAsync(stop);
        foreach (var task in open)
        {
            var rule = law.Steps(BeijingTime.DayOf(task.StepSince)).Body;
            if (Reached(task, rule, now) is not { } percent) continue;
            task.Escalated = percent;
            var words = percent < 100 ? $"已用 {percent}% 时限，请抓紧" : percent == 100 ? "已到时限" : $"已超时限至 {percent}%，报上级督促";
            await db.CommitStep(new Act("task.escalate", "task", task.Id, $"“{task.State.InChinese()}”环节{words}"), task.State, task.State, stop);
            live.Raise("tasks");
            live.Raise("inbox");
        }
    }

    /// <summary>Pure: the highest mark newly reached, or null.</summary>
    internal static int? Reached(FieldTask task, TaskSteps rule, DateTimeOffset now)
    {
        if (task.StepDue is not { } due || due <= task.StepSince) return null;
        var used = (now - task.StepSince) / (due - task.StepSince) * 100;
        var marks = rule.EscalateAtPercent.Where(p => p > task.Escalated && used >= p).ToList();
        return marks.Count > 0 ? marks.Max() : null;
    }
}
