using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Qingjian.Monitoring.Exceedance;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Exceedance;

public class JudgedRowTests
{
    private static readonly JudgedReason[] Reasons = [.. Enumerable.Range(0, 256).Select(number => JudgedReason.ByNumber((byte)number)).Distinct()];

    private static readonly Gen<JudgedRow> Rows =
        from slot in Gen.Choose(0, 700_000)
        from digest in Gen.Choose(int.MinValue, int.MaxValue)
        from factors in (from reason in Gen.Elements(Reasons) from count in Gen.Choose(-1, 60) select (reason, count)).NonEmptyListOf()
        select new JudgedRow("o", LimitPeriod.Hour, JudgedRow.StartOf(LimitPeriod.Hour, slot), (ulong)digest * 2654435761UL, [.. factors.Select((each, at) => new JudgedFactor($"a{at:00000}", each.reason, each.count < 0 ? null : each.count))]);

    [Fact]
    public void A_packed_row_comes_back_as_it_was() =>
        Prop.ForAll(Rows.ToArbitrary(), row =>
        {
            var read = JudgedRow.Read("o", LimitPeriod.Hour, row.Slot, row.Layout, row.Body());
            return (read.Start, read.Digest, read.Layout) == (row.Start, row.Digest, row.Layout) && read.Factors.SequenceEqual(row.Factors);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_row_of_five_factors_takes_eighteen_bytes() =>
        new JudgedRow("o", LimitPeriod.Hour, DateTime.UnixEpoch, 1, [.. Enumerable.Range(0, 5).Select(at => new JudgedFactor($"a{at}", Reasons[0], null))]).Body().Length.ShouldBe(18);

    [Theory]
    [InlineData("2026-11-18T08:00:00", LimitPeriod.Hour)]
    [InlineData("2026-11-18T00:00:00", LimitPeriod.Day)]
    public void Slot_and_beginning_are_two_names_of_one_thing(string start, LimitPeriod period) =>
        JudgedRow.StartOf(period, JudgedRow.SlotOf(period, DateTime.Parse(start))).ShouldBe(DateTime.Parse(start));

    [Fact]
    public void The_root_of_a_batch_follows_rfc_6962()
    {
        string Digest(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        byte[] Hash(params byte[][] parts) => System.Security.Cryptography.SHA256.HashData(parts.SelectMany(part => part).ToArray());
        var digests = new[] { Digest("a"), Digest("b"), Digest("c") };
        var leaves = digests.Select(digest => Hash([0], Convert.FromHexString(digest))).ToArray();
        BatchRoot.Of(digests).ShouldBe(Convert.ToHexStringLower(Hash([1], Hash([1], leaves[0], leaves[1]), leaves[2])));
        BatchRoot.Of([digests[0]]).ShouldBe(Convert.ToHexStringLower(leaves[0]));
        BatchRoot.Of([]).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
