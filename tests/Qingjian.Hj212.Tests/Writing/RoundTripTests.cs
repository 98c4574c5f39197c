using System.Buffers;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Qingjian.Hj212.Tests.Writing;

public class RoundTripTests
{
    private static readonly Suffix[] Numbers = [Suffix.Rtd, Suffix.Min, Suffix.Avg, Suffix.Max, Suffix.Cou, Suffix.ZsRtd, Suffix.ZsAvg];

    private static readonly Gen<decimal> Decimals =
        from whole in Gen.Choose(-999_999_999, 999_999_999)
        from scale in Gen.Choose(0, 6)
        select new decimal(Math.Abs(whole), 0, 0, whole < 0, (byte)scale);

    private static readonly Gen<DateTime> Moments =
        from seconds in Gen.Choose(0, 2_000_000_000)
        from milliseconds in Gen.Choose(0, 999)
        select new DateTime(1990, 1, 1).AddSeconds(seconds).AddMilliseconds(milliseconds);

    private static readonly Gen<Sent> Packets =
        from qn in Moments
        from time in Moments
        from version in Gen.Elements(ProtocolVersion.V2005, ProtocolVersion.V2017, ProtocolVersion.V2025)
        from answer in Gen.Elements(true, false)
        from st in Gen.Elements(SystemTypes.All.Select(s => s.Code).ToArray())
        from cn in Gen.Elements(2011, 2031, 2051, 2061)
        from mn in Gen.Elements("010000A8900016F000169DC0", "88888880000001", "MY_1")
        from codes in Gen.Elements(Pollutants.All.Where(p => p.Code.Length == 6 && !p.Code.EndsWith('x')).Select(p => p.Code).ToArray())
            .NonEmptyListOf()
        from values in Decimals.ListOf(codes.Count * 2)
        from flag in Gen.Elements('N', 'F', 'M', 'S', 'D', 'C', 'T', 'B')
        from suffix in Gen.Elements(Numbers)
        select new Sent(qn, time, version, answer, st, cn, mn, [.. codes.Distinct()], [.. values], flag, suffix);

    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(Packets.ToArbitrary(), sent =>
    {
        var area = new DataArea().Field("DataTime", sent.Time);
        for (var i = 0; i < sent.Codes.Length; i++)
            area.Value(sent.Codes[i], sent.Suffix, sent.Values[i]).Flag(sent.Codes[i], sent.Flag);
        var output = new ArrayBufferWriter<byte>();
        var count = PacketWriter.Write(output, new Heading
        {
            Qn = sent.Qn,
            St = sent.St,
            Command = sent.Cn,
            Pw = "123456",
            Mn = sent.Mn,
            Version = sent.Version,
            AnswerWanted = sent.Answer,
        }, area);
        count.ShouldBeGreaterThan(0);

        using var frames = new FrameReader();
        var reader = new PacketReader();
        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        var read = new List<(string, decimal?, char)>();
        for (var part = 1; part <= count; part++)
        {
            frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
            reader.TryRead(frame.Segment, out var packet).ShouldBe(PacketStatus.Sound);
            (packet.Command, packet.Version, packet.AnswerWanted, packet.IsSplit).ShouldBe((sent.Cn, sent.Version, sent.Answer, count > 1));
            Encoding.ASCII.GetString(packet.Mn).ShouldBe(sent.Mn);
            packet.QnTime.ShouldBe(sent.Qn.AddMilliseconds(part - 1));
            packet.DataTime.ShouldBe(new DateTime(sent.Time.Ticks - sent.Time.Ticks % TimeSpan.TicksPerSecond));
            foreach (var factor in packet.Factors)
                read.Add((Encoding.ASCII.GetString(factor.Code), factor.Number(sent.Suffix), factor.Flag));
        }
        input.IsEmpty.ShouldBeTrue();
        read.ShouldBe(sent.Codes.Select((c, i) => (c, (decimal?)sent.Values[i], sent.Flag)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_decimal_keeps_its_digits() => Prop.ForAll(Decimals.ToArbitrary(), value =>
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        var segment = Encoding.ASCII.GetBytes($"ST=31;CN=2011;PW=1;MN=1;CP=&&DataTime=20260701083000;02-Rtd={text}&&");
        new PacketReader().TryRead(segment, out var packet).ShouldBe(PacketStatus.Sound);
        packet.Pairs[1].TryGetNumber(out var read).ShouldBeTrue();
        read.ToString(CultureInfo.InvariantCulture).ShouldBe(text);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("123456789012345678901234.5", "123456789012345678901234.5")]
    [InlineData("1.5E3", "1500")]
    [InlineData("+2.50", "2.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("999999999999999999", "999999999999999999")]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("NULL", null)]
    [InlineData("1.2.3", null)]
    [InlineData("0x10", null)]
    [InlineData("1e999999", null)]
    [InlineData("99999999999999999999999999999999", null)]
    public void An_uncommon_number_is_read_or_missing(string text, string? expected)
    {
        var segment = Encoding.ASCII.GetBytes($"ST=31;CN=2011;PW=1;MN=1;CP=&&DataTime=20260701083000;02-Rtd={text}&&");
        new PacketReader().TryRead(segment, out var packet).ShouldBe(PacketStatus.Sound);
        var read = packet.Pairs[1].TryGetNumber(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
        read.ShouldBe(expected);
        packet.Findings.Has(Finding.ValueMissing).ShouldBe(expected is null);
    }

    [Fact]
    public void Random_bytes_never_throw_and_always_come_to_an_end() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>([.. "##"u8, .. bytes]);
        var before = input.Length + 1;
        while (frames.TryRead(ref input, out _) != FrameStatus.NeedMore)
            input.Length.ShouldBeLessThan(before = input.Length + 1);
        while (!input.IsEmpty && frames.GiveUp(ref input, out _) != FrameStatus.NeedMore)
        {
        }
    }).QuickCheckThrowOnFailure();

    private sealed record Sent(DateTime Qn, DateTime Time, ProtocolVersion Version, bool Answer, string St, int Cn, string Mn,
        string[] Codes, decimal[] Values, char Flag, Suffix Suffix);
}
