using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Evidence.Entries;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Entries;

public sealed class EvidenceEntryTests
{
    [Fact]
    public void An_entry_is_written_in_canonical_form_and_beijing_time()
    {
        var entry = Some.Entry(7) with { At = new DateTimeOffset(2026, 1, 1, 19, 4, 5, 678, TimeSpan.Zero), Size = 123 };
        var text = Encoding.UTF8.GetString(entry.ToBytes());
        text.ShouldStartWith("""{"actor":"u:1","id":"e7","obj":"case/7","sha256":""");
        text.ShouldEndWith(""","size":123,"t":"2026-01-02T03:04:05.678+08:00","type":"evidence.add","v":1}""");
        CanonicalJson.Of(entry.ToBytes()).ShouldBe(entry.ToBytes());
    }

    [Fact]
    public void What_was_written_reads_back_equal()
    {
        var entry = Some.Entry(1) with { Sm3 = Some.Entry(2).Sha256, Size = 0, Salt = SaltedDigest.NewSalt() };
        EntryReader.TryRead(entry.ToBytes(), out var read, out _).ShouldBeTrue();
        read!.ToBytes().ShouldBe(entry.ToBytes());
        read.Subject.ShouldBe(entry.Subject);
    }

    [Theory]
    [InlineData("张三")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public void Names_and_texts_have_no_place_in_the_log(string subject) =>
        Should.Throw<ArgumentException>(() => (Some.Entry(1) with { Subject = subject }).ToBytes());

    [Fact]
    public void The_longest_entry_stays_under_four_kilobytes()
    {
        var name = new string('x', EvidenceEntry.MaxName);
        var entry = Some.Entry(1) with
        {
            Id = name,
            Actor = name,
            Subject = name,
            Salt = new string('0', 128),
            Size = (1L << 53) - 1,
            Sm3 = Some.Entry(1).Sha256,
        };
        entry.ToBytes().Length.ShouldBeLessThan(EvidenceEntry.MaxBytes);
        Should.Throw<ArgumentException>(() => (entry with { Id = name + "x" }).ToBytes());
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1.0")]
    [InlineData("\"v\":1", "\"v\":1,\"w\":\"x\"")]
    [InlineData("{\"actor\"", "{ \"actor\"")]
    [InlineData("+08:00", "+00:00")]
    [InlineData("2026-01-02", "9999-13-41")]
    [InlineData("evidence.add", "evidence.sub")]
    [InlineData("\"id\":\"e1\"", "\"id\":\"\\u0065\\u0031\"")]
    [InlineData("\"id\":\"e1\",", "")]
    [InlineData("\"id\":\"e1\"", "\"id\":[1]")]
    public void Another_spelling_or_another_version_is_refused(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Some.Entry(1).ToBytes());
        text.ShouldContain(from);
        EntryReader.TryRead(Encoding.UTF8.GetBytes(text.Replace(from, to)), out var entry, out var fault).ShouldBeFalse();
        entry.ShouldBeNull();
        fault.ShouldNotBeEmpty();
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => !EntryReader.TryRead(bytes, out _, out _)).QuickCheckThrowOnFailure();
        var whole = Some.Entry(1).ToBytes();
        for (var i = 0; i < whole.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var bytes = (byte[])whole.Clone();
                bytes[i] ^= (byte)(1 << bit);
                if (EntryReader.TryRead(bytes, out var entry, out _)) entry!.ToBytes().ShouldBe(bytes);
            }
        }
    }

    [Fact]
    public async Task The_digest_of_a_stream_is_that_of_its_bytes_and_the_salt_stands_before_them()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        var salt = SaltedDigest.NewSalt();
        var streamed = await SaltedDigest.Of(new MemoryStream(content), salt, CancellationToken.None);
        streamed.ShouldBe(SaltedDigest.Of(content, salt));
        streamed.ShouldBe(SaltedDigest.Of([.. Convert.FromHexString(salt), .. content]));
        streamed.ShouldNotBe(SaltedDigest.Of(content));
    }
}
