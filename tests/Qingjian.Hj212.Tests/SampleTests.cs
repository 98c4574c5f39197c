namespace Qingjian.Hj212.Tests;

/// <summary>Every collected packet, with the outcome it must have: refusal and offset (in the frame for frame rules, in the data
/// segment for packet rules) or "ok", the answer it calls for, and the findings.</summary>
public class SampleTests
{
    private static readonly string[] Expected =
    [
        "crc-wrong@142",
        "ok 0 crc-lower-case mn-unusual code-unknown",
        "crc-wrong@281",
        "crc-wrong@219",
        "ok 0 crc-lower-case mn-unusual code-unknown",
        "ok 0 mn-unusual code-unknown",
        "ok 0 pno-before-pnum flag-missing part-without-split-bit suffix-maker data-flag-missing",
        "ok 9014 pw-length mn-unusual code-unknown",
        "ok 0",
        "ok 0 crc-lower-case",
        "ok 9014",
        "crc-wrong@210",
        "ok 9014 code-unknown data-flag-missing",
        "ok 0",
        "ok 9014",
        "ok 9014 code-unknown data-flag-missing",
        "ok 0 comma-in-header key-spelling separator-empty",
        "ok 0 mn-unusual system-mismatch",
        "ok 0 mn-unusual system-mismatch",
        "ok 0 long-segment area-long",
        "split-numbers-missing@70 0 tail-stars",
        "ok 0 mn-unusual",
        "ok 0 mn-unusual",
        "ok 9014 mn-unusual",
        "ok 0 mn-unusual",
        "ok 0",
        "ok 0 mn-unusual command-retired",
        "ok 0 mn-unusual",
        "crc-wrong@220",
        "ok 0 pw-empty mn-unusual",
        "length-and-crc-wrong@2",
        "suffix-unknown@746 0 mn-unusual",
        "ok 0 qn-short flag-missing",
        "split-numbers-missing@80 0 crc-lower-case length-wrong",
        "length-not-four-digits@5",
        "ok 9014 crc-lower-case crc-modbus-high-first mn-unusual command-unknown separator-before-end field-unknown",
        "crc-wrong@169",
        "ok 0 code-repeated",
        "length-and-crc-wrong@2",
        "split-numbers-missing@70 0 crc-modbus-high-first",
        "split-numbers-missing@70 0 crc-modbus-high-first",
        "ok 0 crc-modbus-high-first",
        "cp-missing@91 0",
        "ok 9022",
        "crc-wrong@193",
        "ok 0 crc-lower-case mn-unusual",
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(1, Samples.Lines.Length)];

    [Fact]
    public void Every_row_has_an_expected_outcome() => Samples.Lines.Length.ShouldBe(Expected.Length);

    [Theory, MemberData(nameof(Rows))]
    public void A_collected_packet_has_its_outcome(int row) => Samples.Outcome(Samples.Bytes(row)).ShouldBe(Expected[row - 1]);

    [Theory, MemberData(nameof(Rows))]
    public void A_collected_packet_has_the_same_outcome_wherever_it_is_cut(int row)
    {
        var whole = Samples.Bytes(row);
        using var frames = new FrameReader();
        for (var cut = 1; cut < whole.Length; cut++)
        {
            var input = Sequences.InTwo(whole, cut);
            var status = frames.TryRead(ref input, out var frame);
            var seen = status == FrameStatus.Broken ? $"{frame.Fault.Entry.Code}@{frame.Fault.Offset}" : "";
            (Expected[row - 1].StartsWith("crc", StringComparison.Ordinal) || Expected[row - 1].StartsWith("length", StringComparison.Ordinal)
                ? Expected[row - 1] : "").ShouldBe(seen);
            while (frames.TryRead(ref input, out _) != FrameStatus.NeedMore)
            {
            }
            input.IsEmpty.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_makers_suffix_is_accepted_once_an_engineer_has_added_it()
    {
        var terms = Terms.Default.WithMakersSuffixes(["ZsCou"]);
        Samples.Outcome(Samples.Bytes(32), terms).ShouldBe("ok 9014 mn-unusual suffix-maker");
    }
}
