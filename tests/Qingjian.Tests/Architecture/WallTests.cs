using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Qingjian.Tests.Fixtures;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Architecture;

/// <summary>The walls of the house as docs/architecture.md draws them.</summary>
public sealed class WallTests
{
    // Each room and the rooms it may name. An arrow that is not here does not exist.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Hj212"] = [],
        ["Evidence"] = [],
        ["Vocabulary"] = [],
        ["Judgement"] = ["Vocabulary"],
        ["Platform"] = ["Vocabulary", "Evidence"],
        ["Registry"] = ["Vocabulary", "Platform"],
        ["Monitoring"] = ["Vocabulary", "Platform", "Registry", "Judgement", "Hj212"],
        ["Matters"] = ["Vocabulary", "Platform", "Registry", "Judgement", "Monitoring"],
        ["Insight"] = ["Vocabulary", "Platform", "Registry", "Judgement", "Monitoring", "Matters"],
        ["Host"] = ["Vocabulary", "Platform", "Evidence", "Registry", "Judgement", "Monitoring", "Matters", "Insight", "Hj212"],
    };

    public static TheoryData<string> Rooms => [.. Arrows.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_names_only_the_rooms_below_it(string room)
    {
        var file = Path.Combine(HostFixture.Repository, "src", $"Qingjian.{room}", $"Qingjian.{room}.csproj");
        var named = XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')).Replace("Qingjian.", "", StringComparison.Ordinal));
        named.Except(Arrows[room]).ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_of_the_house_is_drawn() =>
        Directory.GetDirectories(Path.Combine(HostFixture.Repository, "src")).Select(d => Path.GetFileName(d).Replace("Qingjian.", "", StringComparison.Ordinal)).Except(Arrows.Keys).ShouldBeEmpty();

    [Theory]
    [InlineData("Hj212")]
    [InlineData("Evidence")]
    [InlineData("Vocabulary")]
    public void The_three_libraries_depend_on_nothing(string room)
    {
        var file = XDocument.Load(Path.Combine(HostFixture.Repository, "src", $"Qingjian.{room}", $"Qingjian.{room}.csproj"));
        file.Descendants().Where(e => e.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Registry")]
    [InlineData("Monitoring")]
    [InlineData("Matters")]
    [InlineData("Insight")]
    public void A_module_shows_only_its_door_its_contract_and_its_options(string room)
    {
        var outside = Assembly.Load($"Qingjian.{room}").GetExportedTypes()
            .Where(t => !t.IsNested && t.Namespace?.Contains(".Contract", StringComparison.Ordinal) != true && !t.Name.EndsWith("Module", StringComparison.Ordinal) && !t.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(t => t.FullName);
        outside.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_asks_the_wall_clock()
    {
        var asked = SourceFiles("src").Where(f => Regex.IsMatch(Code(f), @"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b")).Select(Relative);
        asked.ShouldBeEmpty("TimeProvider is how the house knows the time");
    }

    [Fact]
    public void No_module_names_another_modules_tables()
    {
        var strangers = new List<string>();
        foreach (var room in new[] { "Registry", "Monitoring", "Matters", "Insight" })
            foreach (var file in SourceFiles($"src/Qingjian.{room}"))
                foreach (var other in new[] { "registry_", "monitoring_", "matters_", "insight_" }.Where(p => p != $"{room.ToLowerInvariant()}_"))
                    if (Regex.IsMatch(Code(file), $"(FROM|JOIN|INTO|UPDATE|TABLE)\\s+\"?{other}", RegexOptions.IgnoreCase)) strangers.Add($"{Relative(file)} names {other}");
        strangers.ShouldBeEmpty();
    }

    [Fact]
    public void Names_say_what_is_inside()
    {
        var mute = SourceFiles("src").Concat(SourceFiles("tools")).Select(f => Path.GetFileNameWithoutExtension(f)).Where(n => Regex.IsMatch(n, "(Manager|Helper|Helpers|Utils?|Common|Misc|Dto)$"));
        mute.ShouldBeEmpty();
    }

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(HostFixture.Repository, folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Code(string file) => Regex.Replace(File.ReadAllText(file), @"//[^\n]*", "");

    private static string Relative(string file) => Path.GetRelativePath(HostFixture.Repository, file);
}
