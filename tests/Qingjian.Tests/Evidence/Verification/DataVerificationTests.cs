using System.Security.Cryptography;
using Qingjian.Evidence.Entries;
using Qingjian.Evidence.Log;
using Qingjian.Evidence.Verification;
using Qingjian.Verifier;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Verification;

/// <summary>A data folder: the log and the files named by their hash, checked with the command an auditor types.</summary>
public sealed class DataVerificationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _files = [];

    public DataVerificationTests()
    {
        var settings = new EvidenceLogSettings
        {
            Folder = Path.Combine(_folder, "evidence"),
            SecondPlace = Path.Combine(_folder, "evidence-second"),
            Trees = [Some.Tree()],
        };
        using var log = TransparencyLog.Open(settings);
        for (var i = 0; i < 5; i++) log.Append([Stored(i)]);
        log.Append([Some.Entry(9) with { Salt = SaltedDigest.NewSalt() }]);   // a record, whose content is no file
        log.Sign();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_untouched_folder_ends_with_0()
    {
        var (code, said) = Run();
        code.ShouldBe(0);
        said.ShouldStartWith("完好");
        said.ShouldContain("6 条存证，5 个文件");
        said.ShouldContain("公钥取自被核验的内容本身");
    }

    [Fact]
    public void A_changed_file_ends_with_1_and_names_object_file_and_both_hashes()
    {
        var bytes = File.ReadAllBytes(_files[2]);
        bytes[^1] ^= 1;
        File.WriteAllBytes(_files[2], bytes);
        var (code, said) = Run();
        code.ShouldBe(1);
        said.ShouldContain("[FileChanged]");
        said.ShouldContain("对象：file/2");
        said.ShouldContain($"应为：{Path.GetFileName(_files[2])}");
        said.ShouldContain($"实为：{Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    }

    [Fact]
    public void A_deleted_file_ends_with_1()
    {
        File.Delete(_files[4]);
        var (code, said) = Run();
        code.ShouldBe(1);
        said.ShouldContain("[FileMissing]");
        said.ShouldContain("file/4");
    }

    [Fact]
    public void An_old_checkpoint_and_a_key_from_outside_are_taken()
    {
        var kept = Path.Combine(_folder, "kept.txt");
        File.Copy(Path.Combine(_folder, "evidence", "checkpoint"), kept);
        Run("--checkpoint", kept, "--key", Some.Key.Key.ToString()).Code.ShouldBe(0);
        using var other = Qingjian.Evidence.Notes.EcdsaP256Signer.Create(Some.Origin);
        Run("--checkpoint", kept, "--key", other.Key.ToString()).Code.ShouldBe(1);
        File.WriteAllText(kept, "nothing");
        Run("--checkpoint", kept).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("--checkpoint")]
    [InlineData("--what")]
    [InlineData("--key", "x")]
    [InlineData("--checkpoint", "no-such-file")]
    [InlineData("second-path")]
    public void Misuse_ends_with_2_and_the_usage(params string[] further)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        VerifyCommand.Run([_folder, .. further], output, error).ShouldBe(2);
        error.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_not_there_ends_with_2()
    {
        var error = new StringWriter();
        VerifyCommand.Run([Path.Combine(_folder, "nothing")], TextWriter.Null, error).ShouldBe(2);
        VerifyCommand.Run([], TextWriter.Null, error).ShouldBe(2);
        File.WriteAllText(Path.Combine(_folder, "x.zip"), "no zip");
        VerifyCommand.Run([Path.Combine(_folder, "x.zip")], TextWriter.Null, error).ShouldBe(2);
    }

    private (int Code, string Said) Run(params string[] further)
    {
        var output = new StringWriter();
        return (VerifyCommand.Run([_folder, .. further], output, TextWriter.Null), output.ToString());
    }

    private EvidenceEntry Stored(int number)
    {
        var content = new byte[1000 + number];
        new Random(number).NextBytes(content);
        var digest = SaltedDigest.Of(content);
        var path = Path.Combine(_folder, "files", digest.ToHex()[..2], digest.ToHex());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        _files.Add(path);
        return Some.Entry(number) with { Subject = $"file/{number}", Sha256 = digest, Size = content.Length };
    }
}
