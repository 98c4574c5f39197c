using System.IO.Compression;
using System.Text;
using Qingjian.Evidence.Bundles;
using Qingjian.Evidence.Notes;
using Qingjian.Evidence.Verification;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Bundles;

public sealed class BundleTests
{
    [Fact]
    public async Task A_bundle_is_intact_and_names_its_object_and_keys()
    {
        var report = Verify(await SomeBundle.Make());
        report.Faults.ShouldBeEmpty();
        report.Verdict.ShouldBe(Verdict.Intact);
        report.Entries.ShouldBe(3);
        report.Files.ShouldBe(2);
        report.Unchecked.ShouldBeEmpty();
        report.KeysFromWithin.ShouldBeTrue();
        report.Keys.ShouldHaveSingleItem().ToString().ShouldBe(Some.Key.Key.ToString());
    }

    [Fact]
    public async Task Every_member_is_stored_and_not_compressed()
    {
        using var archive = new ZipArchive(new MemoryStream(await SomeBundle.Make()));
        foreach (var member in archive.Entries) member.CompressedLength.ShouldBe(member.Length, member.FullName);
        archive.Entries.Select(e => e.FullName).ShouldBe(
            ["核验.html", "checkpoint", "keys", "entries/5.json", "content/5-照片 一.jpg", "entries/40.json", "content/40-_.._x_记录.json", "entries/77.json", "manifest.json"]);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes() => (await SomeBundle.Make()).ShouldBe(await SomeBundle.Make());

    [Fact]
    public async Task A_changed_byte_in_any_member_but_the_page_is_reported()
    {
        var bundle = await SomeBundle.Make();
        foreach (var (name, start, length) in SomeBundle.Members(bundle))
        {
            if (name == VerificationPage.FileName) continue;
            for (var i = start; i < start + length; i++)
            {
                var changed = (byte[])bundle.Clone();
                changed[i] ^= 1;
                Verify(changed).Verdict.ShouldNotBe(Verdict.Intact, $"{name} byte {i - start}");
            }
        }
        var page = SomeBundle.Members(bundle).Single(m => m.Name == VerificationPage.FileName);
        bundle[page.Start + 200] ^= 1;
        Verify(bundle).Unchecked.ShouldBe([VerificationPage.FileName]);
    }

    [Fact]
    public async Task No_changed_byte_of_the_whole_zip_throws_and_no_cut_is_intact()
    {
        var bundle = await SomeBundle.Make();
        for (var i = 0; i < bundle.Length; i += 31)
        {
            var changed = (byte[])bundle.Clone();
            changed[i] ^= 0x55;
            Verify(changed);
            Verify(bundle[..i]).Verdict.ShouldNotBe(Verdict.Intact);
        }
    }

    [Fact]
    public async Task A_file_that_no_entry_speaks_of_is_reported()
    {
        using var bundle = new MemoryStream();
        bundle.Write(await SomeBundle.Make());
        using (var archive = new ZipArchive(bundle, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var added = new StreamWriter(archive.CreateEntry("content/slipped-in.txt").Open());
            added.Write("x");
        }
        var report = new VerificationReport();
        BundleVerification.Run(bundle, [], report);
        report.Faults.ShouldHaveSingleItem().ShouldBe(new Fault(FaultCode.FileUnproven, null, "content/slipped-in.txt", null, null, null));
    }

    [Fact]
    public async Task A_bundle_of_another_key_is_refused_when_the_key_is_known()
    {
        using var other = EcdsaP256Signer.Create(Some.Origin);
        var report = new VerificationReport();
        BundleVerification.Run(new MemoryStream(await SomeBundle.Make()), [EcdsaP256Verifier.For(other.Key)!], report);
        report.Faults.ShouldContain(f => f.Code == FaultCode.CheckpointRefused);
        report.Verdict.ShouldBe(Verdict.Tampered);
    }

    [Fact]
    public void The_page_asks_no_network_and_holds_all_it_needs()
    {
        VerificationPage.Html.ShouldContain("default-src 'none'");
        VerificationPage.Html.ShouldNotContain("/*check*/");
        VerificationPage.Html.ShouldNotContain("/*page*/");
        VerificationPage.Html.ShouldNotContain("http://");
        VerificationPage.Html.ShouldNotContain("https://");
        VerificationPage.Html.ShouldNotContain("src=\"");
    }

    private static VerificationReport Verify(byte[] bundle)
    {
        var report = new VerificationReport();
        BundleVerification.Run(new MemoryStream(bundle), [], report);
        return report;
    }
}
