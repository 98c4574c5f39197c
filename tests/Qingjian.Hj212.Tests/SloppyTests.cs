using System.Text;

namespace Qingjian.Hj212.Tests;

/// <summary>Each known way in which stations depart from the text: what is accepted with which finding, what is refused by which
/// rule and at which byte.</summary>
public class SloppyTests
{
    private const string Header = "QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&";
    private const string Area = "DataTime=20260701083000;a21026-Rtd=21.35,a21026-Flag=N";
    private const string Good = Header + Area + "&&";

    internal static readonly (byte[] Bytes, string Outcome)[] Table =
    [
        // The frame.
        (Frame(Good), "ok 9014"),
        ([.. "noise"u8, .. Frame(Good)], "ok 9014 bytes-before-head"),
        ([.. "\r\n \r\n"u8, .. Frame(Good)], "ok 9014"),
        ([.. "#"u8, .. Frame(Good)], "ok 9014 bytes-before-head"),
        (Lower(Frame(Good)), "ok 9014 crc-lower-case"),
        ([.. Frame(Good)[..^2], .. Frame(Good)], "ok 9014 tail-missing frames-together"),
        ([.. Frame(Good)[..^1], .. Frame(Good)], "ok 9014 tail-half frames-together"),
        ([.. Frame(Good)[..^2], .. "\n##"u8], "ok 9014 tail-half frames-together"),
        ([.. Frame(Good)[..^2], .. "**\r\n"u8], "ok 9014 tail-stars"),
        ([.. Frame(Good), .. Frame(Good)], "ok 9014 frames-together"),
        (Frame(Good, length: 160), "ok 9014 length-wrong"),
        (Frame(Good, length: 30), "ok 9014 length-wrong"),
        ([.. Frame(Good, length: 160), .. Frame(Good)], "ok 9014 frames-together length-wrong"),
        (Frame(Good, length: 30, crc: 0x1234), "length-and-crc-wrong@2"),
        (Frame(Good, crc: 0x1234), "crc-wrong@147"),
        (Frame(Good, crc: Crc.ComputeModbus(Bytes(Good))), "ok 9014 crc-modbus-high-first"),
        (Frame(Good, crc: (ushort)(Crc.ComputeModbus(Bytes(Good)) << 8 | Crc.ComputeModbus(Bytes(Good)) >> 8)), "ok 9014 crc-modbus-low-first"),
        ([.. "##0141"u8, .. Bytes(Good), .. "XYZW\r\n"u8], "crc-not-hex@147"),
        ([.. "##141"u8, .. Bytes(Good), .. "1234\r\n"u8], "length-not-four-digits@5"),
        ("##9999QN=1;ST=31\r\n"u8.ToArray(), "length-out-of-range@2"),
        ("##0019QN=1;CN=2011;CP=&&&&0000\r\n"u8.ToArray(), "length-out-of-range@2"),
        (Frame(Header + Area + Long(1100) + "&&"), "ok 9014 long-segment area-long"),

        // The header.
        (Frame(Good.Replace(";ST=", "; ST = ")), "ok 9014 blank-stray"),
        (Frame(Good.Replace(";ST=", ",ST=")), "ok 9014 comma-in-header"),
        (Frame(Good.Replace("Flag=5", "FLAG=5")), "ok 9014 key-spelling"),
        (Frame(Good.Replace("CP=&&", "cp=&&")), "ok 9014 key-spelling"),
        (Frame(Good.Replace("ST=31;CN=2011", "CN=2011;ST=31")), "ok 9014 field-order"),
        (Frame(Good.Replace("ST=31;", "ST=31;ST=31;")), "ok 9014 field-order"),
        (Frame(Good.Replace("ST=31;", "ST=31;ST=32;")), "header-field-repeated@27 0"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNO=1;PNUM=2")), "ok 9014 pno-before-pnum"),
        (Frame(Good.Replace("Flag=5", "Flag=5;PNUM=2;PNO=1")), "ok 9014 part-without-split-bit"),
        (Frame(Good.Replace("QN=20260701083000123;", "")), "ok 9014 qn-missing qn-from-data-time"),
        (Frame(Good.Replace("QN=20260701083000123", "QN=20260701083000")), "ok 9014 qn-short"),
        (Frame(Good.Replace("QN=20260701083000123", "QN=20261301083000123")), "qn-bad@3 0"),
        (Frame(Good.Replace("Flag=5;", "")), "ok 0 flag-missing"),
        (Frame(Good.Replace("PW=123456", "PW=")), "ok 9014 pw-empty"),
        (Frame(Good.Replace("PW=123456;", "")), "ok 9014 pw-empty"),
        (Frame(Good.Replace("PW=123456", "PW=BF470F88957588DE902D1A52")), "ok 9014 pw-length"),
        (Frame(Good.Replace("PW=123456", "PW=" + new string('1', 65))), "pw-bad@38 0 pw-length"),
        (Frame(Good.Replace("010000A8900016F000169DC0", "MY_01")), "ok 9014 mn-unusual"),
        (Frame(Good.Replace("010000A8900016F000169DC0", new string('A', 33))), "mn-bad@48 0"),
        (Frame(Good.Replace("MN=010000A8900016F000169DC0;", "")), "mn-bad@52 0"),
        (Frame(Good.Replace("Flag=5", "Flag=5;IMEI=86")), "ok 9014 header-field-unknown"),
        (Frame(Good.Replace("Flag=5", "Flag=9;RF=0")), "ok 9014 rf-not-one"),
        (Frame(Good.Replace("Flag=5", "Flag=9;RF=1")), "ok 9014"),
        (Frame(Good.Replace("CN=2011", "CN=2999")), "ok 9014 command-unknown"),
        (Frame(Good.Replace("CN=2011", "CN=2072")), "ok 9014 command-retired"),
        (Frame(Good.Replace("CN=2011", "CN=20x1")), "cn-bad@30 0"),
        (Frame(Good.Replace("CN=2011;", "")), "cn-bad@72 0"),
        (Frame(Good.Replace("ST=31", "ST=A0")), "ok 9014 system-unknown"),
        (Frame(Good.Replace("ST=31", "ST=310")), "st-bad@24 0"),
        (Frame(Good.Replace("Flag=5", "Flag=256")), "flag-bad@78 0"),
        (Frame(Good.Replace("Flag=5", "Flag=13")), "version-unknown@73 0"),
        (Frame(Good.Replace("Flag=5", "Flag=7")), "split-numbers-missing@80 0"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=3")), "split-numbers-bad@93 0"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=0")), "split-numbers-bad@93 0"),
        (Frame(Good.Replace("Flag=5", "Flag=5;rubbish")), "header-unreadable@80 0"),
        (Frame(Good.Replace("Flag=5", "Fl\tag=5")), "control-character@75 0"),
        (Frame(Good.Replace("CP=&&", "")), "cp-missing@136 0"),
        (Frame(Good[..^2] + "00"), "cp-end-missing@141 0"),

        // The data area.
        (Frame(Good.Replace("DataTime", " DataTime ")), "ok 9014 blank-stray"),
        (Frame(Header + Area + ";&&"), "ok 9014 separator-before-end"),
        (Frame(Header + Area + ",&&"), "ok 9014 separator-before-end"),
        (Frame(Good.Replace(";a21026", ";;a21026")), "ok 9014 separator-empty"),
        (Frame(Good.Replace(";a21026", ",a21026")), "ok 9014 separator-mixed"),
        (Frame(Good.Replace(",a21026", ";a21026")), "ok 9014 separator-mixed"),
        (Frame(Good + "tail"), "ok 9014 text-after-end"),
        (Frame(Header + Area + "&&&"), "ok 9014 text-after-end"),
        (Frame(Good.Replace("a21026-Flag", "a21002-Rtd=1,a21002-Flag=N;a21026-Flag")), "ok 9014 separator-mixed code-repeated"),
        (Frame(Good.Replace("a21026", "a99999")), "ok 9014 code-unknown"),
        (Frame(Good.Replace("a21026", "02")), "ok 9014 code-old"),
        (Frame(Good.Replace("ST=31", "ST=32")), "ok 9014 system-mismatch"),
        (Frame(Header + Area + ";Operation=1&&"), "ok 9014 field-unknown"),
        (Frame(Good.Replace("-Flag", "-ValidNum=1,a21026-Flag")), "ok 9014 suffix-maker"),
        (Frame(Good.Replace("DataTime=20260701083000", "DataTime=20260701083000123")), "ok 9014 data-time-long"),
        (Frame(Good.Replace(",a21026-Flag=N", "")), "ok 9014 data-flag-missing"),
        (Frame(Good.Replace("-Flag=N", "-Flag=X")), "ok 9014 data-flag-unknown"),
        (Frame(Good.Replace("21.35", "")), "ok 9014 value-missing"),
        (Frame(Good.Replace("21.35", "-")), "ok 9014 value-missing"),
        (Frame(Good.Replace("21.35", "NaN")), "ok 9014 value-missing"),
        (Frame(Good.Replace("-Rtd", "-rtd")), "ok 9014 key-spelling"),
        (Frame(Info("清洗管路"u8)), "ok 9014"),
        (Frame(Info([0xC7, 0xE5, 0xCF, 0xB4])), "ok 9014 text-gbk"),
        (Frame(Info([0xFF, 0xFF, 0xFF])), "ok 9014 text-undecodable"),
        (Frame(Info("a=1;b,\t\r\n##"u8)), "ok 9014"),
        (Frame("QN=20260701083000123;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;i11001-Info=//log&&"),
            "ok 9014 text-unclosed"),
        (Frame(Good.Replace("2011", "2061")), "ok 9014 period-uneven"),
        (Frame("QN=20260701083000123;ST=31;CN=1062;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=5&&"), "ok 9014 field-out-of-range"),
        (Frame("QN=20260701083000123;ST=32;CN=3016;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&PolId=w01018;CstartTime=250000;Ctime=2&&"),
            "time-bad@109 0"),
        (Frame("QN=20260701083000123;ST=32;CN=3016;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&PolId=w01018;CstartTime=000000;CTime=2&&"),
            "ok 0 key-spelling"),
        (Frame(Good.Replace("-Rtd=21", "-Rtd=\u000121")), "control-character@120 0"),
        (Frame(Header + Area + ";rubbish&&"), "pair-unreadable@140 0"),
        (Frame(Header + Area + ";=1&&"), "pair-unreadable@140 0"),
        (Frame(Header + Area + ";-Rtd=1&&"), "pair-unreadable@140 0"),
        (Frame(Header + Area + "a21002-Rtd=1&&"), "separator-missing@149 0"),
        (Frame(Good.Replace("-Rtd", "-Rtd-Rtd")), "suffix-unknown@116 0"),
        (Frame(Good.Replace("-Rtd", "-Ori")), "suffix-unknown@116 0"),
        (Frame(Good.Replace("DataTime=20260701083000", "DataTime=20260230083000")), "time-bad@94 0"),
        (Frame(Good.Replace("DataTime=20260701083000", "DataTime=2026-07-01 08:30")), "time-bad@94 0"),
        (Frame(Good.Replace("DataTime=20260701083000;", "")), "data-time-missing@85 0"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=2").Replace("DataTime=20260701083000;", "")), "part data-time-missing@98 9014"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=1").Replace("a21026-Flag=N", "a210")), "part pair-unreadable@139 9014"),
        (Frame(Good.Replace("Flag=5", "Flag=7;PNUM=2;PNO=1").Replace("-Rtd", "-Foo")), "suffix-unknown@129 0"),
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table.Length)];

    [Theory, MemberData(nameof(Rows))]
    public void A_sloppy_packet_has_its_outcome(int row) =>
        Samples.Outcome(Table[row].Bytes).ShouldBe(Table[row].Outcome, Encoding.Latin1.GetString(Table[row].Bytes));

    [Fact]
    public void Every_finding_the_readers_can_make_stands_in_the_table()
    {
        // These need several reads, a monitor's settings or the receiver's clock, and have tests of their own.
        Finding[] elsewhere = [Finding.None, Finding.FrameInPieces, Finding.CrcAnnexAOnModbusMonitor, Finding.KeyBefore, Finding.EncryptedNoKey,
            Finding.FrameUnfinished, Finding.ValueSuspect, Finding.FieldUnexpected, Finding.FieldMissing, Finding.BackfillUnmarked,
            Finding.BackfillOnFresh, Finding.DataTimeOutsideWindow, Finding.TooManyPairs, Finding.SplitInsideItem, Finding.SplitIncomplete];
        var seen = Table.SelectMany(t => t.Outcome.Split(' ', '@')).ToHashSet();
        var missing = Enum.GetValues<Finding>().Except(elsewhere).Where(f => !seen.Contains(Findings.Of(f).Code)).ToList();
        missing.ShouldBe([]);
    }

    private static byte[] Bytes(string segment) => Encoding.UTF8.GetBytes(segment);

    private static byte[] Frame(string segment, int? length = null, ushort? crc = null) => Frame(Bytes(segment), length, crc);

    private static byte[] Frame(byte[] segment, int? length = null, ushort? crc = null) =>
    [
        .. Bytes($"##{length ?? segment.Length:D4}"), .. segment, .. Bytes($"{crc ?? Crc.Compute(segment):X4}\r\n"),
    ];

    private static byte[] Lower(byte[] frame) => [.. frame[..^6], .. Bytes(Encoding.ASCII.GetString(frame[^6..]).ToLowerInvariant())];

    private static byte[] Info(ReadOnlySpan<byte> text) =>
    [
        .. Bytes("QN=20260701083000123;ST=32;CN=3020;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;i11001-Info=//"),
        .. text, .. "//&&"u8,
    ];

    private static string Long(int bytes)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < bytes; i++)
            text.Append($";e101{i:D2}-Rtd=1.00");
        return text.ToString();
    }
}
