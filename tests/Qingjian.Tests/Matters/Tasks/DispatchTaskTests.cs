using FsCheck;
using FsCheck.Fluent;
using Qingjian.Matters.Tasks;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Matters.Tasks;

/// <summary>处罚法 art 42, 办法30 arts 6 and 10: two different officers, certified, without an interest.</summary>
public sealed class DispatchTaskTests
{
    private static Officer Officer(int id) => new($"p{id}", $"执法{id}", "o", "演示局", "执法人员", $"c{id}", $"证{id}", new DateOnly(2028, 12, 31));

    [Fact]
    public void A_crew_is_named_exactly_when_both_qualify_differ_and_have_no_interest()
    {
        var cases =
            from lead in Gen.Choose(0, 4)
            from second in Gen.Choose(0, 4)
            from leadFit in Gen.Elements(true, false)
            from secondFit in Gen.Elements(true, false)
            from recused in Gen.SubListOf(0, 1, 2, 3, 4)
            select (lead, second, leadFit, secondFit, recused: recused.ToList());
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Arb.From(cases), c =>
        {
            Outcome<Officer> Fit(int id, bool fit) => fit ? Officer(id) : Refusal.Of("certificate-expired", "执法证已过期。");
            var answer = DispatchTask.Decide(Fit(c.lead, c.leadFit), Fit(c.second, c.secondFit), c.recused.ToDictionary(id => $"p{id}", _ => "近亲属任职"));
            var expected = c.leadFit && c.secondFit && c.lead != c.second && !c.recused.Contains(c.lead) && !c.recused.Contains(c.second);
            answer.Try(out var crew, out var why).ShouldBe(expected);
            if (expected) crew.Select(m => m.PersonId).ShouldBe([$"p{c.lead}", $"p{c.second}"]);
            else { why.Code.ShouldBe("two-qualified-officers"); why.Fields!.Count.ShouldBeGreaterThan(0); }
        }));
    }
}
