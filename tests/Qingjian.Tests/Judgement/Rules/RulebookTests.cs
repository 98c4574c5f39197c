using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class RulebookTests
{
    [Fact]
    public void Every_shipped_law_file_loads_without_a_fault()
    {
        var (book, faults) = Rulebook.Load(LawFolder.Shipped);
        faults.ShouldBeEmpty();
        book.Rules.Count.ShouldBe(LawFolder.Read(LawFolder.Shipped).Count);
        book.StandardsOn(new DateOnly(2026, 7, 1)).Count.ShouldBe(16);
    }

    [Fact]
    public void A_faulty_file_is_named_by_file_and_field_and_left_out()
    {
        var (book, faults) = Rulebook.Load([Law.File("rulings/x.json", Law.Head("rulings", "rulings", "2026-01-01", "\"rulings\":[{\"code\":\"M1\",\"question\":\"q\",\"answer\":\"a\"}]"))]);
        faults.Single().Message.ShouldContain("rulings/x.json");
        faults.Single().Fields!.Keys.Single().ShouldBe("rulings[0].setting");
        book.Rules.ShouldBeEmpty();
    }

    [Fact]
    public void All_faults_of_a_file_are_named_at_once()
    {
        var (_, faults) = Rulebook.Load([Law.File("limits/x.json", Law.Head("limits", "X", "2026-13-01", "\"authority\":\"emperor\",\"in_force_new\":\"2026-01-01\",\"in_force_existing\":\"2026-01-01\",\"categories\":[{\"category\":\"c\",\"medium\":\"air\",\"units\":\"any\",\"limits\":[{\"pollutant\":\"a21026\",\"period\":\"hour\",\"limit\":\"many\",\"unit\":\"mg/m3\"}]}]"))]);
        faults.SelectMany(fault => fault.Fields!.Keys).ShouldBe(["in_force_from", "authority", "categories[0].limits[0].limit"], ignoreOrder: true);
    }

    [Fact]
    public void Broken_json_is_a_fault_not_an_exception() =>
        Rulebook.Load([Law.File("limits/x.json", "{\"kind\":")]).Faults.Single().Message.ShouldContain("limits/x.json");

    [Fact]
    public void Two_files_for_one_rule_and_day_are_refused()
    {
        var json = Law.Head("rulings", "rulings", "2026-01-01", "\"rulings\":[]");
        Rulebook.Load([Law.File("a.json", json), Law.File("b.json", json)]).Faults.Single().Message.ShouldContain("a.json");
    }

    [Fact]
    public void The_version_of_the_day_of_the_data_answers_not_the_newest()
    {
        string Ruling(string setting) => $"\"rulings\":[{{\"code\":\"M43\",\"question\":\"q\",\"answer\":\"a\",\"setting\":\"{setting}\"}}]";
        var (book, faults) = Rulebook.Load([
            Law.File("rulings/2020.json", Law.Head("rulings", "rulings", "2020-01-01", Ruling("old"))),
            Law.File("rulings/2026.json", Law.Head("rulings", "rulings", "2026-01-01", Ruling("new")))]);
        faults.ShouldBeEmpty();
        book.RulingsOn(new DateOnly(2025, 12, 31))!.Setting("M43").ShouldBe("old");
        book.RulingsOn(new DateOnly(2026, 1, 1))!.Setting("M43").ShouldBe("new");
        book.RulingsOn(new DateOnly(2019, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void The_digest_of_the_book_changes_with_any_byte_of_any_file()
    {
        var files = LawFolder.Read(LawFolder.Shipped);
        var longer = files.Select((file, index) => index == 3 ? new LawFile(file.Path, file.Bytes.ToArray().Append((byte)'\n').ToArray()) : file);
        Rulebook.Load(longer).Book.Digest.ShouldNotBe(Rulebook.Load(files).Book.Digest);
    }
}
