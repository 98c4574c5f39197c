using System.Buffers;
using static Qingjian.Hj212.Tests.Given;

namespace Qingjian.Hj212.Tests;

/// <summary>Examples of every finding of the library.</summary>
internal static class FindingTable
{
    internal static readonly FindingExample[] All = [.. Frame, .. Head, .. Body, .. Elsewhere];

    private static FindingExample Bytes(string code, byte[] positive, byte[] negative, byte[] edge, bool edgeHit) => new(code, Reads(code, positive), Reads(code, negative), Reads(code, edge), edgeHit);

    private static FindingExample[] Frame =>
    [
        Bytes("bytes-before-head", [.. "noise"u8, .. Sound], Sound, [.. "\r\n \r\n"u8, .. Sound], false),
        Bytes("long-segment", Frames.Of(OfLength(1025)), Sound, Frames.Of(OfLength(1024)), false),
        Bytes("area-long", Frames.Of(OfLength(Header.Length + 951 + 2)), Sound, Frames.Of(OfLength(Header.Length + 950 + 2)), false),
        Bytes("crc-lower-case", Lower(Sound), Sound, Lower(Digits()), false),
        Bytes("tail-missing", [.. Sound[..^2], .. Sound], Sound, [.. Sound[..^1], .. Sound], false),
        Bytes("tail-half", [.. Sound[..^1], .. Sound], Sound, [.. Sound[..^2], .. "\n##"u8], true),
        Bytes("tail-stars", [.. Sound[..^2], .. "**\r\n"u8], Sound, [.. Sound[..^2], .. "*\r\n"u8], false),
        Bytes("frames-together", [.. Sound, .. Sound], Sound, [.. Sound, .. "##"u8], true),
        Bytes("crc-modbus-high-first", Said(Good, crc: Modbus()), Sound, Said(Good, crc: Modbus(swapped: true)), false),
        Bytes("crc-modbus-low-first", Said(Good, crc: Modbus(swapped: true)), Sound, Said(Good, crc: Modbus()), false),
        Bytes("length-wrong", Said(Good, length: 160), Sound, Said(Good, length: Good.Length + 1), true),
        Bytes("length-not-four-digits", [.. "##141"u8, .. B(Good), .. "1234\r\n"u8], Sound, [.. "##014A"u8, .. B(Good), .. "1234\r\n"u8], true),
        Bytes("length-out-of-range", [.. "##9999QN=1;ST=31\r\n"u8], Sound, [.. "##4096QN=1;ST=31\r\n"u8], false),
        Bytes("crc-wrong", Said(Good, crc: 0x1234), Sound, Said(Good, crc: Crc.Compute(B(Good)) ^ 1), true),
        Bytes("crc-not-hex", [.. Sound[..^6], .. "XYZW\r\n"u8], Sound, [.. Sound[..^6], .. "00G0\r\n"u8], true),
        Bytes("length-and-crc-wrong", Said(Good, length: 30, crc: 0x1234), Sound, Said(Good, length: 30), false),
    ];

    private static FindingExample[] Head =>
    [
        Bytes("blank-stray", R(";ST=", "; ST = "), Sound, R("123456", "123456 "), true),
        Bytes("comma-in-header", R(";ST=", ",ST="), Sound, R(";a21026", ",a21026"), false),
        Bytes("key-spelling", R("Flag=5", "FLAG=5"), Sound, R("-Rtd", "-rtd"), true),
        Bytes("field-order", R("ST=31;CN=2011", "CN=2011;ST=31"), Sound, R("ST=31;", "ST=31;ST=31;"), true),
        Bytes("pno-before-pnum", R("Flag=5", "Flag=7;PNO=1;PNUM=2"), Sound, R("Flag=5", "Flag=7;PNUM=2;PNO=1"), false),
        Bytes("qn-missing", R("QN=20260701083000123;", ""), Sound, Frames.Of(Good.Replace("QN=20260701083000123;", "").Replace("Flag=5", "Flag=4")), true),
        Bytes("qn-short", R("QN=20260701083000123", "QN=20260701083000"), Sound, R("QN=20260701083000123", "QN=20260701083000000"), false),
        Bytes("qn-from-data-time", R("QN=20260701083000123;", ""), Sound, Frames.Of(Good.Replace("QN=20260701083000123;", "").Replace("Flag=5", "Flag=4")), false),
        Bytes("qn-bad", R("QN=20260701083000123", "QN=20261301083000123"), Sound, R("QN=20260701083000123", "QN=20260229083000123"), true),
        Bytes("flag-missing", R("Flag=5;", ""), Sound, R("Flag=5", "Flag=0"), false),
        Bytes("flag-bad", R("Flag=5", "Flag=256"), Sound, R("Flag=5", "Flag=255"), false),
        Bytes("version-unknown", R("Flag=5", "Flag=13"), Sound, R("Flag=5", "Flag=9"), false),
        Bytes("pw-empty", R("PW=123456", "PW="), Sound, R("PW=123456;", ""), true),
        Bytes("pw-length", R("PW=123456", "PW=1234567"), Sound, R("PW=123456", "PW=abcdef"), false),
        Bytes("pw-bad", R("PW=123456", "PW=" + new string('1', 65)), Sound, R("PW=123456", "PW=" + new string('1', 64)), false),
        Bytes("mn-unusual", R("010000A8900016F000169DC0", "MY_01"), Sound, R("010000A8900016F000169DC0", "010000A8900016F000169DCG"), true),
        Bytes("mn-bad", R("MN=010000A8900016F000169DC0;", ""), Sound, R("010000A8900016F000169DC0", new string('A', 32)), false),
        Bytes("header-field-unknown", R("Flag=5", "Flag=5;IMEI=86"), Sound, R("Flag=5", "Flag=9;RF=1"), false),
        Bytes("header-field-repeated", R("ST=31;", "ST=31;ST=32;"), Sound, R("ST=31;", "ST=31;ST=31;"), false),
        Bytes("header-unreadable", R("Flag=5", "Flag=5;rubbish"), Sound, R("Flag=5", "Flag=5;IMEI=86"), false),
        Bytes("part-without-split-bit", R("Flag=5", "Flag=5;PNUM=2;PNO=1"), Sound, R("Flag=5", "Flag=7;PNUM=2;PNO=1"), false),
        Bytes("split-numbers-missing", R("Flag=5", "Flag=7"), Sound, R("Flag=5", "Flag=7;PNUM=2"), true),
        Bytes("split-numbers-bad", R("Flag=5", "Flag=7;PNUM=2;PNO=3"), Sound, R("Flag=5", "Flag=7;PNUM=2;PNO=2"), false),
        Bytes("rf-not-one", R("Flag=5", "Flag=9;RF=0"), Sound, R("Flag=5", "Flag=9;RF=1"), false),
        Bytes("command-unknown", R("CN=2011", "CN=2999"), Sound, R("CN=2011", "CN=2072"), false),
        Bytes("command-retired", R("CN=2011", "CN=2072"), Sound, Frames.Of(Good.Replace("CN=2011", "CN=2072").Replace("Flag=5", "Flag=1")), false),
        Bytes("cn-bad", R("CN=2011", "CN=20x1"), Sound, R("CN=2011", "CN=02011"), true),
        Bytes("system-unknown", R("ST=31", "ST=A0"), Sound, R("ST=31", "ST=99"), true),
        Bytes("st-bad", R("ST=31", "ST=310"), Sound, R("ST=31;", ""), true),
        Bytes("cp-missing", R("CP=&&", ""), Sound, Frames.Of(Header + "&&"), false),
        Bytes("cp-end-missing", Frames.Of(Good[..^2] + "00"), Sound, Frames.Of(Good[..^1]), true),
        Bytes("control-character", R("Flag=5", "Fl\tag=5"), Sound, Text("a\tb"u8.ToArray()), false),
    ];

    private static FindingExample[] Body =>
    [
        Bytes("text-after-end", Frames.Of(Good + "tail"), Sound, A(Area + "&"), true),
        Bytes("separator-before-end", A(Area + ";"), Sound, A(Area + ","), true),
        Bytes("separator-empty", R(";a21026", ";;a21026"), Sound, A(Area + ";"), false),
        Bytes("separator-mixed", R(";a21026", ",a21026"), Sound, A(Area + ";a21002-Rtd=1,a21002-Flag=N"), false),
        Bytes("separator-missing", A(Area + "a21002-Rtd=1"), Sound, A(Area + ",a21002-Rtd=1,a21002-Flag=N"), false),
        Bytes("code-repeated", R("a21026-Flag", "a21002-Rtd=1,a21002-Flag=N;a21026-Flag"), Sound, R(",a21026", ";a21026"), false),
        Bytes("code-unknown", R("a21026", "a99999"), Sound, R("a21026", "a21001"), false),
        Bytes("code-old", R("a21026", "02"), Sound, Frames.Of(Good.Replace("a21026", "02").Replace("Flag=5", "Flag=1")), false),
        Bytes("system-mismatch", R("ST=31", "ST=32"), Sound, R("ST=31", "ST=22"), false),
        Bytes("field-unknown", A(Area + ";Operation=1"), Sound, Command(3015, "DataTime=20260701101530;VaseNo=7"), false),
        Bytes("suffix-maker", R("-Flag", "-ValidNum=1,a21026-Flag"), Sound, R("-Flag", "-EFlag=A01,a21026-Flag"), false),
        Bytes("suffix-unknown", R("-Rtd", "-Ori"), Sound, R("-Rtd", "-ValidNum"), false),
        Bytes("data-time-long", R("DataTime=20260701083000", "DataTime=20260701083000123"), Sound, R("DataTime=20260701083000", "DataTime=20260701083000000"), true),
        Bytes("data-flag-missing", R(",a21026-Flag=N", ""), Sound, Command(2021, "DataTime=20260701083000;SB1-RS=1"), false),
        Bytes("data-flag-unknown", R("-Flag=N", "-Flag=X"), Sound, R("-Flag=N", "-Flag=T"), false),
        Bytes("value-missing", R("21.35", "NaN"), Sound, R("21.35", "0"), false),
        Bytes("text-gbk", Text(0xC7, 0xE5, 0xCF, 0xB4), Text("清洗"u8.ToArray()), Text("log"u8.ToArray()), false),
        Bytes("text-undecodable", Text(0xFF, 0xFF, 0xFF), Text("清洗"u8.ToArray()), Text(0xC7, 0xE5), false),
        Bytes("text-unclosed", Command(3020, "DataTime=20260701083000;i11001-Info=//log"), Text("log"u8.ToArray()), Command(3020, "DataTime=20260701083000;i11001-Info=////"), false),
        Bytes("period-uneven", R("CN=2011", "CN=2061"), Command(2061, "DataTime=20260701080000;a21026-Avg=1,a21026-Flag=N"), Command(2061, "DataTime=20260701080001;a21026-Avg=1,a21026-Flag=N"), true),
        Bytes("field-out-of-range", Command(1062, "RtdInterval=5"), Command(1062, "RtdInterval=60"), Command(1062, "RtdInterval=30"), false),
        Bytes("pair-unreadable", A(Area + ";rubbish"), Sound, A(Area + ";=1"), true),
        Bytes("time-bad", R("DataTime=20260701083000", "DataTime=20260230083000"), Sound, Frames.Of(Good.Replace("20260701083000", "20240229083000")), false),
        Bytes("data-time-missing", R("DataTime=20260701083000;", ""), Sound, Command(1062, "RtdInterval=60"), false),
    ];

    private static FindingExample[] Elsewhere =>
    [
        new("frame-in-pieces", Pieces(Finding.FrameInPieces, Sound[..40], Sound[40..]), Pieces(Finding.FrameInPieces, Sound), Pieces(Finding.FrameInPieces, Sound[..^2], Sound[^2..]), false),
        new("frame-unfinished", GivenUp([.. "##4000QN=2026"u8]), GivenUp(Sound), GivenUp(Sound[..^2]), false),
        new("crc-annex-a-on-modbus-monitor", Notes(CrcMode.ModbusLowFirst, Sound), Notes(CrcMode.Hj212, Sound), Notes(CrcMode.ModbusLowFirst, Said(Good, crc: Modbus(swapped: true))), false),
        new("value-suspect", Inspects("value-suspect", A("DataTime=20260701083000;a19001-Rtd=99.9,a19001-Flag=N")), Inspects("value-suspect", Sound), Inspects("value-suspect", A("DataTime=20260701083000;a19001-Rtd=0,a19001-Flag=N")), false),
        new("field-unexpected", Inspects("field-unexpected", Command(1062, "RtdInterval=60;VaseNo=3")), Inspects("field-unexpected", Command(1062, "RtdInterval=60")), Inspects("field-unexpected", Command(3015, "DataTime=20260701101530;VaseNo=7")), false),
        new("field-missing", Inspects("field-missing", Command(1062, "VaseNo=3")), Inspects("field-missing", Command(1062, "RtdInterval=60")), Inspects("field-missing", Command(1062, "")), true),
        new("backfill-unmarked", Backfill("Flag=9", late: true, Finding.BackfillUnmarked), Backfill("Flag=9;RF=1", late: true, Finding.BackfillUnmarked), Backfill("Flag=5", late: true, Finding.BackfillUnmarked), false),
        new("backfill-on-fresh", Backfill("Flag=9;RF=1", late: false, Finding.BackfillOnFresh), Backfill("Flag=9", late: false, Finding.BackfillOnFresh), Backfill("Flag=9;RF=1", late: true, Finding.BackfillOnFresh), false),
        new("data-time-outside-window", Window(TimeSpan.FromMinutes(-11)), Window(TimeSpan.Zero), Window(TimeSpan.FromMinutes(-10)), false),
        new("too-many-pairs", Pairs(20_001), Pairs(1), Pairs(20_000), false),
        new("split-inside-item", Part("a21026-Rtd=21.35,a210"), Part("a21026-Rtd=21.35,a21026-Flag=N"), Part("a21026-Rtd=21.35"), false),
        new("split-incomplete", Waits(TimeSpan.FromSeconds(61)), Waits(TimeSpan.FromSeconds(1)), Waits(TimeSpan.FromSeconds(60)), true),
        new("key-before", Opens(second: true), Opens(second: false), Opens(second: false, plain: true), false),
        new("encrypted-no-key", Locked(Secret), Locked(() => Sound), Locked(() => Frames.Of(Good.Replace("Flag=5", "Flag=9"))), false),
    ];

    // As many as only a message put together of parts may hold.
    private static Func<bool> Pairs(int count) => () =>
    {
        new PacketReader().TryRead(B(Header + "DataTime=20260701083000;" + string.Join(',', Enumerable.Repeat("a21026-Rtd=1", count - 1)) + "&&"), out var packet);
        return packet.Fault.Rule == Finding.TooManyPairs;
    };

    private static Func<bool> GivenUp(byte[] bytes) => () =>
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes);
        return frames.GiveUp(ref input, out var frame) == FrameStatus.Broken && frame.Fault.Rule == Finding.FrameUnfinished;
    };

    private static Func<bool> Notes(CrcMode mode, byte[] bytes) => () =>
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes);
        frames.TryRead(ref input, out var frame);
        return new Dialect { Crc = mode }.Notes(frame).Has(Finding.CrcAnnexAOnModbusMonitor);
    };

    private static Func<bool> Backfill(string flag, bool late, Finding finding) => Packet(R("Flag=5", flag), (in Packet packet) => DataTimes.Backfill(packet, late) == finding);

    private static Func<bool> Window(TimeSpan after) => Packet(Sound, (in Packet packet) => DataTimes.Window(packet, Now + after) == Finding.DataTimeOutsideWindow);

    // What stands in an item cut through is known only when the rest has come: the reader says that it is a part, not whole in itself.
    private static Func<bool> Part(string items) => () =>
        new PacketReader().TryRead(B(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=1").Replace("a21026-Rtd=21.35,a21026-Flag=N", items)), out _) == PacketStatus.Part;

    private static Func<bool> Waits(TimeSpan time) => () =>
    {
        var joiner = new Joiner();
        var status = new PacketReader().TryRead(Frames.E(9).AsSpan()[6..^6], out var packet);
        joiner.Add(packet, status, Now);
        return joiner.Expire(Now + time).Any(set => set.State == SplitState.Waiting);
    };

    private static readonly Sm4Key Key = new("0123456789abcdef"u8), Other = new("1111111111111111"u8);

    private static byte[] Secret()
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.Write(output, new Heading { Qn = new(2026, 7, 1, 8, 30, 0), St = "31", Command = 2011, Pw = "123456", Mn = "010000A8900016F000169DC0", AnswerWanted = true, Version = ProtocolVersion.V2025 },
            new DataArea().Field("DataTime", new DateTime(2026, 7, 1, 8, 30, 0)).Value("a21026", Suffix.Rtd, 21.35m).Flag("a21026", 'N'), new Sm4Codec((_, _) => Key));
        return output.WrittenSpan.ToArray();
    }

    private static Func<bool> Opens(bool second, bool plain = false) => () =>
    {
        using var frames = new FrameReader(codec: new Sm4Codec((_, attempt) => second && attempt == 0 ? Other : Key));
        var input = new ReadOnlySequence<byte>(plain ? Sound : Secret());
        return frames.TryRead(ref input, out var frame) == FrameStatus.Complete && frame.Findings.Has(Finding.KeyBefore);
    };

    private static Func<bool> Locked(Func<byte[]> bytes) => () =>
    {
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(bytes());
        var status = frames.TryRead(ref input, out var frame);
        if (status == FrameStatus.Broken) return frame.Fault.Rule == Finding.EncryptedNoKey;
        new PacketReader().TryRead(frame.Segment, out var packet);
        return packet.Fault.Rule == Finding.EncryptedNoKey;
    };
}
