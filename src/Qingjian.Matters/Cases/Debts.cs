using Qingjian.Judgement;
using Qingjian.Matters.Deadlines;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases;

/// <summary>What is still owed on a day.</summary>
/// <param name="Fine">Fine of the decision.</param>
/// <param name="Principal">Fine not yet paid.</param>
/// <param name="LateFee">Late fee not yet paid.</param>
/// <param name="DueOn">Last day of payment; null while the calendar does not reach.</param>
/// <param name="OverdueDays">Days counted for the fee.</param>
/// <param name="Working">Lines behind 依据.</param>
internal sealed record Debt(Money Fine, Money Principal, Money LateFee, DateOnly? DueOn, int OverdueDays, IReadOnlyList<string> Working)
{
    public Money Total => new(Principal.Yuan + LateFee.Yuan);
}

/// <summary>Fine and late fee of a decision (处罚法 arts 67, 72), worked out from its service, the payments and the appeals.</summary>
internal sealed class Debts(Clocks clocks, Rulebook book)
{
    /// <summary>The debt on a day, or null for a case without a served fine.</summary>
    public async Task<Debt?> Of(Case file, DateOnly on, CancellationToken stop)
    {
        if (file.Decision is not { Penalty.Fine: { } fine, ReceivedOn: not null } decision) return null;
        var clock = await clocks.Latest(file.Id, "pay_fine", stop);
        var payments = file.Execution?.Payments ?? [];
        var paid = payments.Sum(p => p.Principal);
        var principal = new Money(fine - paid);
        if (clock?.DueOn is not { } due) return new Debt(new(fine), principal, new(0), null, 0, clock is null ? [] : [.. clock.Working]);
        var rate = book.DeadlinesOn(decision.On)?.Find("late_fee")?.Limit ?? throw new InvalidOperationException("The deadline table has no late_fee row.");
        var fee = Judgement.LateFee.Of(new Money(fine), due, on, rate, [.. payments.Where(p => p.Principal > 0).Select(p => new FinePayment(p.On, new Money(p.Principal)))], []);
        var left = Math.Max(0, fee.Fee.Yuan - payments.Sum(p => p.LateFee));
        return new Debt(new(fine), principal, new(left), due, fee.OverdueDays, [.. clock.Working, .. fee.Working]);
    }
}
