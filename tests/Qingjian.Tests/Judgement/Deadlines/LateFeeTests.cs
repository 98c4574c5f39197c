using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>处罚法 arts 72-73, ruling U8.</summary>
public class LateFeeTests
{
    private static readonly DateOnly Due = new(2026, 3, 17);

    private static LateFee After(int days, decimal fine = 100000m, IReadOnlyList<FinePayment>? payments = null, IReadOnlyList<AppealPeriod>? appeals = null) =>
        LateFee.Of(new Money(fine), Due, Due.AddDays(days), 3, payments ?? [], appeals ?? []);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 3000, false)]
    [InlineData(33, 99000, false)]
    [InlineData(34, 100000, true)]
    [InlineData(400, 100000, true)]
    public void Three_percent_a_day_until_the_fine_is_reached_on_day_thirty_four(int days, int fee, bool capped)
    {
        var result = After(days);
        (result.Fee.Yuan, result.Capped).ShouldBe((fee, capped));
    }

    [Fact]
    public void A_part_payment_lowers_the_base_from_the_next_day() =>
        // Day 1 and 2 on 100,000 (paid on day 2), day 3 on 40,000.
        After(3, payments: [new(Due.AddDays(2), new Money(60000m))]).Fee.Yuan.ShouldBe(3000 + 3000 + 1200);

    [Fact]
    public void Days_of_an_appeal_the_last_one_included_do_not_count() =>
        After(10, appeals: [new(Due.AddDays(2), Due.AddDays(5))]).OverdueDays.ShouldBe(6);

    [Fact]
    public void The_fen_is_rounded_half_up_once_at_the_end() => After(1, fine: 0.5m).Fee.Yuan.ShouldBe(0.02m);

    [Fact]
    public void Nothing_runs_after_full_payment() => After(300, payments: [new(Due.AddDays(1), new Money(100000m))]).Fee.Yuan.ShouldBe(3000m);

    [Fact]
    public void The_fee_never_passes_the_fine_and_never_falls_with_time() =>
        Prop.ForAll(Gen.Choose(1, 100_000_000).Select(fen => fen / 100m).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (fine, days) =>
            After(days, fine).Fee.Yuan <= fine && After(days, fine).Fee <= After(days + 1, fine).Fee).QuickCheckThrowOnFailure();
}
