using System.Security.Cryptography;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class PublishedLawTests
{
    private static string Source()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "law", "published.sha256"))) return Path.Combine(at.FullName, "law");
        throw new DirectoryNotFoundException("law/published.sha256 is not above the test folder.");
    }

    [Fact]
    public void A_published_law_file_is_never_changed_or_removed_and_none_is_unpublished()
    {
        var folder = Source();
        var published = File.ReadAllLines(Path.Combine(folder, "published.sha256"))
            .Select(line => line.Split("  ", 2)).ToDictionary(parts => parts[1], parts => parts[0]);
        var present = LawFolder.Read(folder).ToDictionary(file => file.Path, file => Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span)));
        present.Keys.Order(StringComparer.Ordinal).ShouldBe(published.Keys.Order(StringComparer.Ordinal));
        present.Where(file => published[file.Key] != file.Value).Select(file => file.Key).ShouldBeEmpty();
    }

    [Fact]
    public void The_program_carries_the_law_of_the_repository()
    {
        var shipped = LawFolder.Read(LawFolder.Shipped).Select(file => (file.Path, Digest: Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span))));
        shipped.ShouldBe(LawFolder.Read(Source()).Select(file => (file.Path, Digest: Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span)))));
    }
}
