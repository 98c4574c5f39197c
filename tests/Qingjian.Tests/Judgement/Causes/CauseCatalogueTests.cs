using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

public class CauseCatalogueTests
{
    private static readonly CauseCatalogue Catalogue = Law.Book.Causes(new DateOnly(2026, 9, 1));

    [Fact]
    public void An_act_before_the_code_decided_after_it_lists_both_bases_and_picks_none() =>
        Catalogue.Candidates("V003", new DateOnly(2026, 8, 10), new DateOnly(2026, 9, 1)).Select(cause => cause.Regime).ShouldBe(["pre_code", "code"], ignoreOrder: true);

    [Fact]
    public void A_split_that_the_code_merged_leads_to_its_successor() =>
        Catalogue.Candidates("V010", new DateOnly(2026, 8, 10), new DateOnly(2026, 9, 1)).Select(cause => cause.Code).Distinct().ShouldBe(["V009", "V010"], ignoreOrder: true);

    [Fact]
    public void Ranges_are_the_table_s_own()
    {
        var cause = Catalogue.For(new DateOnly(2026, 8, 15)).Single(each => each is { Code: "V001", Regime: "code" });
        (cause.FineMin, cause.FineMax, cause.HearingPossible).ShouldBe((200000m, 1000000m, true));
        Catalogue.All.Count.ShouldBe(96);
    }
}
