namespace Qingjian.Judgement;

/// <summary>A mark that asks for more than is left of the exempt hours of its furnace (K04).</summary>
public static class FullQuota
{
    /// <summary>The doubt, or null when the account has room for the whole mark.</summary>
    /// <param name="mark">The mark looked at.</param>
    /// <param name="without">The year of the furnace without it.</param>
    /// <param name="with">The same year with it.</param>
    /// <param name="checks">Settings.</param>
    public static MarkDoubt? Of(PlacedMark mark, FurnaceYear without, FurnaceYear with, MarkChecks checks)
    {
        ArgumentNullException.ThrowIfNull(mark);
        foreach (var use in with.Accounts)
        {
            var before = without.Accounts.FirstOrDefault(other => other.Account.Code == use.Account.Code && other.Period == use.Period);
            var beyond = use.Beyond - (before?.Beyond ?? 0);
            if (beyond > 0)
                return MarkDoubt.Of(checks.Find("quota-full"), mark.From, $"“{use.Account.Name}”自{use.Period:yyyy年M月d日}起的{use.Account.Minutes / 60}小时已用完，本标记有{beyond}分钟超出，超出部分照常判定");
        }
        return null;
    }
}
