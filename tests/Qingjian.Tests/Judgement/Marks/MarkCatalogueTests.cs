using System.Text.Json;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>The marks of each industry as law data: notice 50 of 2019 and notice 21 of 2022 (second hand), the trial rules of 2020 (memory).</summary>
public class MarkCatalogueTests
{
    internal static MarkCatalogue Waste => Law.Book.MarksOn(["GB 18485-2014"], Law.Day)!;

    [Theory]
    [InlineData("GB 18485-2014", "19", "waste")]
    [InlineData("GB 18484-2020", "19", "hazardous")]
    [InlineData("GB 13223-2011", "04", null)]
    [InlineData("GB 4915-2013", "02", null)]
    [InlineData("GB 3544-2008", "05", null)]
    [InlineData("GB 18918-2002", "00", null)]
    public void An_outlet_has_the_marks_of_its_industry_by_the_standard_it_is_under(string standard, string industry, string? incineration)
    {
        var catalogue = Law.Book.MarksOn([standard], Law.Day)!;
        (catalogue.Industry, catalogue.Incineration).ShouldBe((industry, incineration));
        catalogue.Find("maintenance").ShouldNotBeNull("the general device rule holds beside the conditions (1+N)");
    }

    [Fact]
    public void Before_the_general_device_rule_an_incinerator_marked_the_maintenance_of_its_monitor_by_its_own_rule()
    {
        var before = Law.Book.MarksOn(["GB 18485-2014"], new(2021, 7, 1))!;
        before.Find("cems-maintenance")!.Quota.ShouldBe(new MarkQuota(30, AccountPeriod.Quarter));
        before.Find("maintenance").ShouldBeNull();
        Waste.Find("cems-maintenance").ShouldBeNull();
        new[] { "maintenance", "calibration", "device-fault" }.ShouldAllBe(code => Waste.Find(code)!.CountsAs == "cems-maintenance");
    }

    [Theory]
    [InlineData("GB 18485-2014")]
    [InlineData("GB 18484-2020")]
    public void The_catalogue_of_furnaces_says_what_the_incineration_rule_says(string standard)
    {
        var catalogue = Law.Book.MarksOn([standard], Law.Day)!;
        var rule = Law.Book.IncinerationOn(catalogue.Incineration!, Law.Day)!;
        foreach (var mark in catalogue.Marks.Where(mark => mark.Level == MarkLevel.Source))
        {
            var kind = rule.Kind(mark.Code).ShouldNotBeNull(mark.Code);
            mark.Name.ShouldBe(kind.Name);
            (mark.Quota?.Hours).ShouldBe(kind.Account?.Minutes / 60, mark.Code);
            mark.Effect.ShouldBe(kind.Effect switch { FurnaceEffect.Exempt => MarkEffect.Exempt, FurnaceEffect.Stopped => MarkEffect.Stopped, _ => null });
            mark.After.Order().ShouldBe(rule.Follows.Where(pair => pair.After == mark.Code).Select(pair => pair.Before).Order(), mark.Code);
        }
        rule.Marks.Where(mark => !mark.OfDevice).Select(mark => mark.Code).ShouldBeSubsetOf(catalogue.Marks.Select(mark => mark.Code));
        catalogue.Marks.Where(mark => mark.CountsAs is not null).ShouldAllBe(mark => rule.Kind(mark.CountsAs!) != null);
    }

    [Fact]
    public void M38_normal_and_fault_may_be_followed_by_a_stop_but_a_stop_not_by_normal()
    {
        Waste.Follows("normal", "stopped").ShouldBeTrue();
        Waste.Follows("fault", "stopped").ShouldBeTrue();
        Waste.Follows("stopped", "normal").ShouldBeFalse();
        Waste.Follows("drying", "normal").ShouldBeFalse();
        Waste.Follows("stopped", "maintenance").ShouldBeTrue("device marks lie over any condition");
    }

    [Fact]
    public void Every_catalogue_says_how_far_it_can_be_trusted()
    {
        Law.Book.CataloguesOn(Law.Day).Select(each => (each.Rule.Id, each.Rule.Trust)).ShouldBe([
            ("device", Trust.SecondHand), ("cement", Trust.Memory), ("thermal-power", Trust.Memory), ("paper", Trust.Memory),
            ("hazardous-incineration", Trust.Text), ("waste-incineration", Trust.SecondHand)]);
    }

    internal static void Example(string id, string from, JsonElement example)
    {
        var day = example.TryGetProperty("on", out var on) ? DateOnly.Parse(on.GetString()!) : DateOnly.Parse(from) is var first && first > Law.Day ? first : Law.Day;
        var own = Law.Book.CataloguesOn(day).Single(each => each.Rule.Id == id);
        var catalogue = Law.Book.MarksOn(own.Standards, day)!;
        var code = example.GetProperty("code").GetString()!;
        var kind = catalogue.Find(code).ShouldNotBeNull();
        if (example.TryGetProperty("quota_hours", out var hours)) (kind.Quota?.Hours).ShouldBe(hours.ValueKind == JsonValueKind.Null ? null : hours.GetInt32());
        if (example.TryGetProperty("counts_as", out var counts)) kind.CountsAs.ShouldBe(counts.GetString());
        if (example.TryGetProperty("before", out var before)) catalogue.Follows(before.GetString()!, code).ShouldBe(example.GetProperty("follows").GetBoolean());
        if (example.TryGetProperty("late", out var late))
        {
            var at = DateTime.Parse(example.GetProperty("from").GetString()!);
            StateMark.Parts(at, at.AddHours(1), DateTime.Parse(example.GetProperty("made").GetString()!), catalogue).Single().Late.ShouldBe(late.GetBoolean());
        }
    }
}
