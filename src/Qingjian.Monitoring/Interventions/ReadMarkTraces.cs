using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Marks;

namespace Qingjian.Monitoring.Interventions;

/// <summary>The history of marks: who said what of a stretch, who accepted it or did not.</summary>
internal sealed class ReadMarkTraces(MonitoringDb db)
{
    public async Task<List<Intervention>> Of(InterventionPeriod period, CancellationToken stop)
    {
        var (from, until) = (period.From, period.Until);
        // What the house itself notes about a mark (a doubt as data came) is no hand of anybody.
        var steps = await db.MarkSteps.AsNoTracking().Where(step => step.At >= from && step.At < until && step.PersonId != "system").OrderBy(step => step.Position).ToListAsync(stop);
        var ids = steps.Select(step => step.MarkId).Distinct().ToList();
        var marks = await db.Marks.AsNoTracking().Where(mark => ids.Contains(mark.Id)).ToDictionaryAsync(mark => mark.Id, stop);
        // A mark of an answer takes effect with the answer, which the history of the order tells.
        var answered = await db.Marks.AsNoTracking().Where(mark => mark.OrderId != "" && mark.AcceptedBy != "" && mark.AcceptedAt >= from && mark.AcceptedAt < until && !ids.Contains(mark.Id)).ToListAsync(stop);
        return [.. steps.Where(step => marks.ContainsKey(step.MarkId)).Select(step => Of(step, marks[step.MarkId])), .. answered.Select(WithAnswer)];
    }

    private static Intervention WithAnswer(Mark mark) => new(
        $"mark-{mark.Id}", mark.AcceptedAt, InterventionKind.Mark, mark.Effect is null ? InterventionRisk.Low : mark.Doubts.Count > 0 ? InterventionRisk.High : InterventionRisk.Medium, mark.AcceptedBy, "督办核查",
        mark.EnterpriseId, mark.EnterpriseName, mark.Division, mark.OutletId, mark.OutletName, mark.FromAt, mark.ToAt, $"采纳督办反馈中的标记“{mark.Name}” {mark.Span}", mark.Note, "照常判定", EffectOf(mark), "order", mark.OrderId, $"/orders/{mark.OrderId}");

    private static Intervention Of(MarkStep step, Mark mark)
    {
        var (before, after) = step.Kind switch
        {
            "mark.make" => ("没有标记", $"{mark.Name}（{EffectOf(mark)}）"),
            "mark.accept" => ("待审核或者存疑", $"采纳，{EffectOf(mark)}"),
            "mark.refuse" => ("待审核或者生效", "不予采纳，照常判定"),
            "mark.change" or "mark.replaced" => (mark.Name, "由后一标记代替，原标记保留"),
            "mark.withdraw" => (mark.Name, "撤回，照常判定"),
            _ => ("原状", step.Title),
        };
        return new(
            $"mark-{step.Position}", step.At, InterventionKind.Mark, RiskOf(step, mark), step.PersonName, step.Post, mark.EnterpriseId, mark.EnterpriseName, mark.Division, mark.OutletId, mark.OutletName,
            mark.FromAt, mark.ToAt, step.Title, step.Reason ?? mark.Note, before, after, "mark", mark.Id, $"/marks/{mark.Id}");
    }

    // Accepting what the data speak against can make an exceedance vanish; a mark that only explains changes nothing.
    private static InterventionRisk RiskOf(MarkStep step, Mark mark) =>
        mark.Effect is null ? InterventionRisk.Low
        : step.Kind == "mark.accept" ? mark.Doubts.Count > 0 || mark.Late ? InterventionRisk.High : InterventionRisk.Medium
        : step.Kind == "mark.make" && mark.Doubtful ? InterventionRisk.High
        : step.Kind is "mark.make" or "mark.change" ? InterventionRisk.Medium : InterventionRisk.Low;

    private static string EffectOf(Mark mark) => mark.Effect switch { MarkEffect.Stopped => "停运，不作判定", MarkEffect.Exempt => "豁免，不作判定", MarkEffect.Invalid => "数据无效，不作判定", _ => "仅作说明" };
}
