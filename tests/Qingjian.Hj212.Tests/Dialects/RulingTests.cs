using System.Text;

namespace Qingjian.Hj212.Tests.Dialects;

public class RulingTests
{
    private const string Good = "QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;a21026-Rtd=21.35&&";

    [Fact]
    public void M3_a_split_bit_without_numbers_can_be_let_pass() =>
        Read(Good.Replace("Flag=5", "Flag=7"), new() { RefuseSplitWithoutNumbers = false }).ShouldBe(PacketStatus.Sound);

    [Fact]
    public void M5_an_unknown_suffix_can_be_kept_raw() =>
        Read(Good.Replace("-Rtd", "-Ori"), new() { RefuseUnknownSuffix = false }).ShouldBe(PacketStatus.Sound);

    [Theory]
    [InlineData('N')]
    [InlineData('D')]
    public void M7_a_missing_flag_is_read_as_the_ruling_says(char flag)
    {
        new PacketReader(new() { MissingDataFlag = flag }).TryRead(Encoding.ASCII.GetBytes(Good), out var packet);
        foreach (var factor in packet.Factors)
            factor.Flag.ShouldBe(flag);
        packet.Findings.Has(Finding.DataFlagMissing).ShouldBeTrue();
    }

    [Fact]
    public void M8_a_long_DataTime_can_be_refused() =>
        Read(Good.Replace("20260701083000;a", "20260701083000123;a"), new() { CutLongDataTime = false }).ShouldBe(PacketStatus.Refused);

    [Fact]
    public void M9_the_area_can_end_at_the_first_mark() =>
        Read(Good[..^2] + "&&a21002-Foo=1&&", new() { EndAtLastMark = false }).ShouldBe(PacketStatus.Sound);

    [Fact]
    public void M16_late_is_older_than_two_intervals()
    {
        new PacketReader().TryRead(Encoding.ASCII.GetBytes(Good.Replace("2011", "2061").Replace("Flag=5", "Flag=9")), out var packet);
        var start = new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.FromHours(8));
        var hour = DataTimes.IntervalOf(2061, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10))!.Value;
        DataTimes.IsLate(packet, start.AddHours(2), hour).ShouldBeFalse();
        DataTimes.IsLate(packet, start.AddHours(2).AddSeconds(1), hour).ShouldBeTrue();
        DataTimes.Backfill(packet, isLate: true).ShouldBe(Finding.BackfillUnmarked);
        DataTimes.Backfill(packet, isLate: false).ShouldBe(Finding.None);
    }

    [Theory]
    [InlineData("2026-07-01T08:19:59", Finding.DataTimeOutsideWindow)]
    [InlineData("2026-07-01T08:20:00", Finding.None)]
    [InlineData("2028-06-30T00:00:00", Finding.None)]
    [InlineData("2028-07-03T00:00:00", Finding.DataTimeOutsideWindow)]
    public void L13_DataTime_must_lie_in_the_window(string receivedAt, Finding expected)
    {
        new PacketReader().TryRead(Encoding.ASCII.GetBytes(Good), out var packet);
        DataTimes.Window(packet, Times.ToInstant(DateTime.Parse(receivedAt, System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(expected);
    }

    [Fact]
    public void A_makers_data_flag_means_what_the_operator_said()
    {
        var dialect = new Dialect { DataFlags = new Dictionary<char, char> { ['0'] = 'C' } };
        dialect.ReadDataFlag('0').ShouldBe('C');
        dialect.ReadDataFlag('N').ShouldBe('N');
        dialect.ReadDataFlag('7').ShouldBeNull();
    }

    private static PacketStatus Read(string segment, Rulings rulings) =>
        new PacketReader(rulings).TryRead(Encoding.ASCII.GetBytes(segment), out _);
}
