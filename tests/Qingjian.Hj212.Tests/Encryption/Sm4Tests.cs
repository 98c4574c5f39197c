using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests.Encryption;

public class Sm4Tests
{
    private static readonly Sm4Key TestKey = new("0000000000000000"u8);
    private static readonly Heading Heading = new()
    {
        Qn = new DateTime(2026, 7, 1, 8, 30, 0, 5),
        St = "31",
        Command = 2011,
        Pw = "123456",
        Mn = "010000A8900016F000169DC0",
        Version = ProtocolVersion.V2025,
        AnswerWanted = true,
    };

    // GB/T 32907 appendix A.
    [Fact]
    public void The_vectors_of_the_standard_hold()
    {
        var key = new Sm4Key(Convert.FromHexString("0123456789abcdeffedcba9876543210"));
        var block = Convert.FromHexString("0123456789abcdeffedcba9876543210");
        key.Encrypt(block);
        Convert.ToHexStringLower(block).ShouldBe("681edf34d206965e86b3e94f536e4246");
        key.Decrypt(block);
        Convert.ToHexStringLower(block).ShouldBe("0123456789abcdeffedcba9876543210");
        for (var i = 0; i < 1_000_000; i++)
            key.Encrypt(block);
        Convert.ToHexStringLower(block).ShouldBe("595298c7c6fd271f0402f804c33d3f66");
    }

    [Fact]
    public void What_is_left_over_behind_whole_blocks_stays_plain()
    {
        var text = "0123456789abcdefrest"u8.ToArray();
        TestKey.Encrypt(text);
        Encoding.ASCII.GetString(text[16..]).ShouldBe("rest");
        TestKey.Decrypt(text);
        Encoding.ASCII.GetString(text).ShouldBe("0123456789abcdefrest");
    }

    [Fact]
    public void An_encrypted_packet_is_read_with_the_present_key()
    {
        var (sent, _) = Encrypted();
        using var frames = new FrameReader(codec: new Sm4Codec((_, attempt) => attempt == 0 ? TestKey : null));
        var input = new ReadOnlySequence<byte>(sent);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.WasEncrypted.ShouldBeTrue();
        frame.Raw.SequenceEqual(sent).ShouldBeTrue();
        frame.Findings.IsEmpty.ShouldBeTrue();
        new PacketReader().TryRead(frame.Segment, out var packet).ShouldBe(PacketStatus.Sound);
        foreach (var factor in packet.Factors)
            factor.Number(Suffix.Rtd).ShouldBe(21.35m);
    }

    [Fact]
    public void The_key_before_still_opens_and_is_reported()
    {
        var (sent, _) = Encrypted();
        var other = new Sm4Key("1111111111111111"u8);
        using var frames = new FrameReader(codec: new Sm4Codec((_, attempt) => attempt == 0 ? other : TestKey));
        var input = new ReadOnlySequence<byte>(sent);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.Findings.Has(Finding.KeyBefore).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_key_the_packet_is_refused_by_name()
    {
        var (sent, plain) = Encrypted();
        using var frames = new FrameReader();
        var input = new ReadOnlySequence<byte>(sent);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Broken);
        frame.Fault.Rule.ShouldBe(Finding.EncryptedNoKey);

        // One cipher text in 256 has the plain text's check sum by chance: then the packet reader says it.
        var segment = sent[6..^6];
        for (var tries = 0; Crc.Compute(segment) != Crc.Compute(plain); tries++)
            segment[^4] = (byte)tries;
        new PacketReader().TryRead(segment, out var packet).ShouldBe(PacketStatus.Refused);
        packet.Fault.Rule.ShouldBe(Finding.EncryptedNoKey);
    }

    [Fact]
    public void A_plain_packet_of_2025_is_read_even_when_keys_are_known()
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.Write(output, Heading, Area()).ShouldBe(1);
        using var frames = new FrameReader(codec: new Sm4Codec((_, _) => TestKey));
        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
        frame.WasEncrypted.ShouldBeFalse();
    }

    [Theory]
    [InlineData(2011, true)]
    [InlineData(3020, true)]
    [InlineData(9015, false)]
    [InlineData(1012, false)]
    public void Only_what_the_text_names_is_encrypted(int command, bool expected)
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.Write(output, Heading with { Command = command }, Area(), new Sm4Codec((_, _) => TestKey)).ShouldBe(1);
        (output.WrittenSpan.IndexOf("DataTime"u8) < 0).ShouldBe(expected);
    }

    private static DataArea Area() => new DataArea().Field("DataTime", new DateTime(2026, 7, 1, 8, 30, 0))
        .Value("a21026", Suffix.Rtd, 21.35m).Flag("a21026", 'N');

    private static (byte[] Sent, byte[] Plain) Encrypted()
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.Write(output, Heading, Area(), new Sm4Codec((_, _) => TestKey)).ShouldBe(1);
        var plain = new ArrayBufferWriter<byte>();
        PacketWriter.Write(plain, Heading, Area());
        output.WrittenCount.ShouldBe(plain.WrittenCount);
        return (output.WrittenSpan.ToArray(), plain.WrittenSpan[6..^6].ToArray());
    }
}
