namespace Qingjian.Judgement;

/// <summary>What a mark of an incinerator does.</summary>
public enum FurnaceEffect
{
    /// <summary>Explains only.</summary>
    None = 0,
    /// <summary>Not judged, as far as its account reaches; without an account always.</summary>
    Exempt = 1,
    /// <summary>停运: nothing is due.</summary>
    Stopped = 2,
    /// <summary>CEMS维护: left out of means; beyond its account a clue of article 12.</summary>
    LeftOut = 3,
    /// <summary>热电偶故障: its 5-minute slots do not count.</summary>
    Slots = 4,
    /// <summary>炉温异常: as <see cref="Slots"/>, once an officer has reviewed it with proof (M37).</summary>
    ReviewedSlots = 5,
}

/// <summary>The period an account runs over.</summary>
public enum AccountPeriod
{
    /// <summary>自然年.</summary>
    Year = 1,
    /// <summary>季度.</summary>
    Quarter = 2,
}

/// <summary>An allowance of hours per furnace and period.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Minutes">The allowance in minutes.</param>
/// <param name="Period">Year or quarter.</param>
/// <param name="EventHours">Longest single event before it is pointed out; null for none.</param>
/// <param name="ParticulateThrough">Highest hourly particulate mean, mg/m3 converted, at which an hour is exempt; null for any.</param>
public sealed record FurnaceAccount(string Code, string Name, int Minutes, AccountPeriod Period, int? EventHours, decimal? ParticulateThrough)
{
    /// <summary>First day of the period a moment lies in.</summary>
    public DateOnly PeriodOf(DateTime at) => Period == AccountPeriod.Year ? new(at.Year, 1, 1) : CaptureRate.QuarterOf(at);
}

/// <summary>A mark that may be laid over a furnace or its monitor.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Account">The account it uses; null for none.</param>
/// <param name="Effect">What it does.</param>
/// <param name="OfDevice">True for an anomaly of the monitor, which overlays the condition of the furnace.</param>
public sealed record FurnaceMarkKind(string Code, string Name, FurnaceAccount? Account, FurnaceEffect Effect, bool OfDevice);

/// <summary>How automatic data of waste incinerators are used (MEE Order No. 10 of 2019; GB 18484-2020 for hazardous waste).</summary>
/// <param name="Rule">The law file.</param>
/// <param name="FurnaceCelsius">Lowest 5-minute mean of the furnace in normal condition (article 7).</param>
/// <param name="LowSlotsAllowed">5-minute means below it in one natural day that are no violation (article 11).</param>
/// <param name="LowSlotsWarn">Counts at which the plant is warned.</param>
/// <param name="DayFactors">Factors whose daily mean is judged (article 6).</param>
/// <param name="Particulate">Code of particulate matter.</param>
/// <param name="ExemptMinutes">An hour is exempt when more than this many minutes of it are (M31).</param>
/// <param name="ExceedanceDaysAMonth">Days in a natural month from which production is restricted (article 10); null where there is no such rule.</param>
/// <param name="QuotaWarn">Shares of an account at which the plant is warned.</param>
/// <param name="Accounts">The allowances.</param>
/// <param name="Marks">The marks.</param>
/// <param name="Follows">Conditions that may follow one another, as (before, after).</param>
public sealed record IncinerationRule(
    Rule Rule, decimal FurnaceCelsius, int LowSlotsAllowed, IReadOnlyList<int> LowSlotsWarn, IReadOnlyList<string> DayFactors, string Particulate, int ExemptMinutes,
    int? ExceedanceDaysAMonth, IReadOnlyList<decimal> QuotaWarn, IReadOnlyList<FurnaceAccount> Accounts, IReadOnlyList<FurnaceMarkKind> Marks, IReadOnlyList<(string Before, string After)> Follows)
{
    /// <summary>The condition a furnace is in when nothing is marked.</summary>
    public const string Normal = "normal";

    /// <summary>The kind of a mark, or null.</summary>
    public FurnaceMarkKind? Kind(string code) => Marks.FirstOrDefault(mark => mark.Code == code);

    internal static IncinerationRule Read(LawNode node, Rule rule)
    {
        var accounts = node.Items("accounts").Select(item => new FurnaceAccount(item.Text("code"), item.Text("name"), item.Whole("hours") * 60,
            item.OneOf("period", ("year", AccountPeriod.Year), ("quarter", AccountPeriod.Quarter)), item.WholeOr("event_hours"), item.NumberOr("particulate_through"))).ToList();
        return new(rule, node.Number("furnace_celsius"), node.Whole("low_slots_allowed"), [.. node.Numbers("low_slots_warn").Select(count => (int)count)], node.Texts("day_factors"), node.Text("particulate"),
            node.Whole("exempt_minutes"), node.WholeOr("exceedance_days_a_month"), node.Numbers("quota_warn"), accounts,
            [.. node.Items("marks").Select(item => Mark(item, accounts))],
            [.. node.Lists("follows").Where(pair => pair.Count == 2).Select(pair => (pair[0], pair[1]))]);
    }

    private static FurnaceMarkKind Mark(LawNode item, List<FurnaceAccount> accounts)
    {
        var code = item.TextOr("account");
        var account = accounts.Find(each => each.Code == code);
        if (code is not null && account is null) item.Fault("account", $"没有“{code}”这个时长账户");
        return new(item.Text("code"), item.Text("name"), account,
            item.OneOf("effect", ("none", FurnaceEffect.None), ("exempt", FurnaceEffect.Exempt), ("stopped", FurnaceEffect.Stopped), ("left-out", FurnaceEffect.LeftOut),
                ("slots", FurnaceEffect.Slots), ("reviewed-slots", FurnaceEffect.ReviewedSlots)),
            item.OneOf("of", ("furnace", false), ("device", true)));
    }
}
