using System.Numerics;

namespace Qingjian.Judgement;

/// <summary>What marks make of an hour of a furnace.</summary>
public enum FurnaceHourKind
{
    /// <summary>Judged.</summary>
    Judged = 0,
    /// <summary>停运.</summary>
    Stopped = 1,
    /// <summary>豁免, within its account.</summary>
    Exempt = 2,
    /// <summary>CEMS维护: left out of means.</summary>
    LeftOut = 3,
}

/// <summary>An hour that marks touch.</summary>
/// <param name="Start">Beginning, Beijing clock.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Free">Minutes whose 5-minute slots do not count, one bit each.</param>
/// <param name="Minutes">Minutes that make it what it is; of a judged hour those marked in vain.</param>
/// <param name="Names">Chinese names of the marks that touch it.</param>
/// <param name="Because">Chinese; null when it is judged because no mark covers enough of it.</param>
public sealed record FurnaceHour(DateTime Start, FurnaceHourKind Kind, ulong Free, int Minutes, string Names, string? Because);

/// <summary>What of an account is used in one period.</summary>
/// <param name="Account">The account.</param>
/// <param name="Period">First day of the period.</param>
/// <param name="Used">Minutes within the allowance.</param>
/// <param name="Beyond">Marked minutes beyond it.</param>
public sealed record AccountUse(FurnaceAccount Account, DateOnly Period, int Used, int Beyond)
{
    /// <summary>Used share of the allowance, 1 when it is full.</summary>
    public decimal Share => (decimal)Used / Account.Minutes;
}

/// <summary>The hours and accounts of one furnace: Order No. 10 article 10 and 12, rulings M31 to M35. Minutes are granted in order of time;
/// the order in which marks are given does not matter.</summary>
/// <param name="Hours">Hours that marks touch, in order.</param>
/// <param name="Accounts">Uses by account and period.</param>
public sealed record FurnaceYear(IReadOnlyDictionary<DateTime, FurnaceHour> Hours, IReadOnlyList<AccountUse> Accounts)
{
    /// <summary>Reckons all hours that marks touch. Give all marks of a period from its beginning, or the accounts start too empty.</summary>
    /// <param name="marks">Marks of one furnace.</param>
    /// <param name="particulate">Valid converted hourly particulate mean in mg/m3, or null, by beginning of the hour.</param>
    /// <param name="rule">The rule in force.</param>
    public static FurnaceYear Of(IEnumerable<FurnaceMark> marks, Func<DateTime, decimal?> particulate, IncinerationRule rule)
    {
        var standing = marks.Where(mark => mark.InTime && mark.To > mark.From && rule.Kind(mark.Code) is not null).ToList();
        var books = new Dictionary<(string, DateOnly), AccountUse>();
        var hours = new SortedDictionary<DateTime, FurnaceHour>();
        foreach (var hour in standing.SelectMany(HoursOf).Distinct().Order())
            hours[hour] = Reckon(hour, standing, particulate(hour), rule, books);
        return new(hours, [.. books.Values.OrderBy(use => use.Period).ThenBy(use => use.Account.Code, StringComparer.Ordinal)]);
    }

    private static IEnumerable<DateTime> HoursOf(FurnaceMark mark)
    {
        for (var hour = mark.From.Date.AddHours(mark.From.Hour); hour < mark.To; hour = hour.AddHours(1)) yield return hour;
    }

    private static FurnaceHour Reckon(DateTime hour, List<FurnaceMark> marks, decimal? particulate, IncinerationRule rule, Dictionary<(string, DateOnly), AccountUse> books)
    {
        var taken = Covered(mark => mark.Effect == FurnaceEffect.Stopped);
        if (BitOperations.PopCount(taken) > rule.ExemptMinutes) return new(hour, FurnaceHourKind.Stopped, taken | Slots(), BitOperations.PopCount(taken), Names(FurnaceEffect.Stopped), "已标记“停运”");

        // Exempting accounts in the order of the law file: drying before start-up and the like never overlap, a condition is one at a time.
        ulong exempt = Covered(mark => mark is { Effect: FurnaceEffect.Exempt, Account: null }) & ~taken;
        var grants = new List<(FurnaceAccount Account, ulong Granted, ulong Marked)>();
        string? vain = null;
        foreach (var account in rule.Accounts)
        {
            var marked = Covered(mark => mark.Effect == FurnaceEffect.Exempt && mark.Account == account) & ~taken & ~exempt;
            // M32: too much dust, or no valid value of it: judged, and the account is not used.
            if (marked == 0) continue;
            if (account.ParticulateThrough is { } most && !(particulate <= most))
            {
                vain = particulate is null ? "没有有效的颗粒物小时均值" : $"颗粒物小时均值{VerdictJson.Plain(particulate.Value)}超过{VerdictJson.Plain(most)}mg/m³";
                continue;
            }
            var granted = First(marked, Left(account, hour, books));
            if (granted != marked) vain = $"“{account.Name}”的{account.Minutes / 60}小时已经用完";
            grants.Add((account, granted, marked));
            exempt |= granted;
        }
        var maintenance = Covered(mark => mark.Effect == FurnaceEffect.LeftOut) & ~taken & ~exempt;
        var kind = BitOperations.PopCount(exempt) > rule.ExemptMinutes ? FurnaceHourKind.Exempt
            : BitOperations.PopCount(exempt | maintenance) > rule.ExemptMinutes ? FurnaceHourKind.LeftOut : FurnaceHourKind.Judged;

        // M31: only hours that are not judged use the accounts. What is marked beyond an account is kept count of.
        foreach (var (account, granted, marked) in grants)
            Book(account, kind == FurnaceHourKind.Judged ? 0UL : granted, marked & ~granted);
        if (kind != FurnaceHourKind.Judged && maintenance != 0)
            foreach (var account in rule.Accounts.Where(account => rule.Marks.Any(mark => mark.Effect == FurnaceEffect.LeftOut && mark.Account == account)))
            {
                var within = First(maintenance, Left(account, hour, books));
                Book(account, within, maintenance & ~within);
            }
        var minutes = kind == FurnaceHourKind.Judged ? Covered(mark => mark.Effect is FurnaceEffect.Stopped or FurnaceEffect.Exempt or FurnaceEffect.LeftOut) : exempt | maintenance;
        return new(hour, kind, taken | exempt | Slots(), BitOperations.PopCount(minutes), Names(FurnaceEffect.Stopped, FurnaceEffect.Exempt, FurnaceEffect.LeftOut), Because(kind));

        ulong Covered(Func<FurnaceMarkKind, bool> wanted) =>
            marks.Where(mark => wanted(rule.Kind(mark.Code)!)).Aggregate(0UL, (minutes, mark) => minutes | mark.MinutesOf(hour));

        ulong Slots() => Covered(mark => mark.Effect == FurnaceEffect.Slots)
            | marks.Where(mark => mark.Reviewed && rule.Kind(mark.Code)!.Effect == FurnaceEffect.ReviewedSlots).Aggregate(0UL, (minutes, mark) => minutes | mark.MinutesOf(hour));

        void Book(FurnaceAccount account, ulong within, ulong beyond)
        {
            var key = (account.Code, account.PeriodOf(hour));
            var use = books.GetValueOrDefault(key) ?? new(account, key.Item2, 0, 0);
            books[key] = use with { Used = use.Used + BitOperations.PopCount(within), Beyond = use.Beyond + BitOperations.PopCount(beyond) };
        }

        string Names(params FurnaceEffect[] effects) =>
            string.Join('、', marks.Where(mark => mark.MinutesOf(hour) != 0 && effects.Contains(rule.Kind(mark.Code)!.Effect)).Select(mark => rule.Kind(mark.Code)!.Name).Distinct().Order(StringComparer.Ordinal));

        string? Because(FurnaceHourKind what) => what == FurnaceHourKind.Judged ? BitOperations.PopCount(minutes) > rule.ExemptMinutes ? vain : null
            : $"已标记“{Names(FurnaceEffect.Exempt, FurnaceEffect.LeftOut)}”" + (what == FurnaceHourKind.Exempt ? "，在豁免时长内" : "，不计入均值");
    }

    private static int Left(FurnaceAccount account, DateTime hour, Dictionary<(string, DateOnly), AccountUse> books) =>
        account.Minutes - (books.GetValueOrDefault((account.Code, account.PeriodOf(hour)))?.Used ?? 0);

    private static ulong First(ulong minutes, int most)
    {
        while (BitOperations.PopCount(minutes) > Math.Max(0, most)) minutes &= ~(1UL << (63 - BitOperations.LeadingZeroCount(minutes)));
        return minutes;
    }
}
