using Qingjian.Platform.Access;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Tasks;

/// <summary>The two officers of a task and what only they, or never they, may do.</summary>
internal static class Crew
{
    public static bool Has(FieldTask task, Caller caller) => task.LeadPersonId == caller.PersonId || task.SecondPersonId == caller.PersonId;

    /// <summary>A refusal when the caller is not one of the two.</summary>
    public static Refusal? Refuses(FieldTask task, Caller caller) => Has(task, caller) ? null
        : Refusal.Of("not-of-crew", $"这项任务派给了{string.Join("、", task.Crew.Select(c => c.Name))}，只能由他们办理。");

    /// <summary>A refusal when the caller is one of the two: who handled it does not check it.</summary>
    public static Refusal? MustNotBe(FieldTask task, Caller caller, string word) => Has(task, caller)
        ? Refusal.Of("own-task", $"您是这项任务的承办人，不能{word}自己的任务，请由发起单位的人员办理。")
        : null;
}
