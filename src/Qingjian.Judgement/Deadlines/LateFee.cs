using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>A payment on a Beijing day.</summary>
public sealed record FinePayment(DateOnly On, Money Amount);

/// <summary>行政复议 or 行政诉讼: its days, the last included, do not count (U8).</summary>
public sealed record AppealPeriod(DateOnly From, DateOnly Until);

/// <summary>加处罚款 (处罚法 arts 72-73): a percentage a day from the day after the due date, at most the fine.</summary>
/// <param name="Fee">Amount to the fen, rounded half up once at the end.</param>
/// <param name="OverdueDays">Days counted.</param>
/// <param name="Capped">True when the cap was reached.</param>
/// <param name="Working">Chinese lines.</param>
public sealed record LateFee(Money Fee, int OverdueDays, bool Capped, IReadOnlyList<string> Working)
{
    /// <summary>The fee up to and including a day.</summary>
    /// <param name="fine">The fine, or one instalment: each has its own clock.</param>
    /// <param name="due">Last day of payment, shifted where it was no workday.</param>
    /// <param name="asOf">Last day counted.</param>
    /// <param name="percentPerDay">From the deadline table: the <c>late_fee</c> row.</param>
    /// <param name="payments">Payments; one lowers the base from the next day.</param>
    /// <param name="appeals">Appeals whose days do not count.</param>
    public static LateFee Of(Money fine, DateOnly due, DateOnly asOf, decimal percentPerDay, IReadOnlyList<FinePayment> payments, IReadOnlyList<AppealPeriod> appeals)
    {
        var (fee, days) = (0m, 0);
        var lines = new List<string> { $"到期日{BeijingTime.InChinese(due)}，自次日起每日按{VerdictJson.Plain(percentPerDay)}%加处" };
        for (var day = due.AddDays(1); day <= asOf; day = day.AddDays(1))
        {
            var left = fine.Yuan - payments.Where(payment => payment.On < day).Sum(payment => payment.Amount.Yuan);
            if (left <= 0) break;
            if (appeals.Any(appeal => day >= appeal.From && day <= appeal.Until)) continue;
            days++;
            fee += left * percentPerDay / 100m;
        }
        var capped = fee > fine.Yuan;
        if (capped) fee = fine.Yuan;
        var rounded = new Money(Math.Round(fee, 2, MidpointRounding.AwayFromZero));
        if (appeals.Count > 0) lines.Add("复议、诉讼期间不计算");
        lines.Add($"逾期{days}日，加处罚款{rounded}元" + (capped ? "，以罚款数额为限" : ""));
        return new(rounded, days, capped, lines);
    }
}
