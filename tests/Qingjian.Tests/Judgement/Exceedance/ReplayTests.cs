using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;


public class ReplayTests
{
    private static readonly Gen<HourValue> Hours =
        from clock in Gen.Choose(0, 23)
        from value in Gen.Choose(0, 2_000_000)
        from flag in Gen.Elements("NNNNNMCDTF".ToCharArray())
        from minutes in Gen.Choose(0, 60)
        from oxygen in Gen.Choose(0, 220)
        from discharge in Gen.Choose(0, 5000)
        select new HourValue("a34013", Law.At(clock)) { Avg = value / 10000m, ZsAvg = value / 9000m, Flag = flag, ValidMinutes = minutes, Oxygen = oxygen / 10m, Discharge = discharge / 10m };

    [Fact]
    public void Judging_again_gives_the_same_bytes() =>
        Prop.ForAll(Hours.ToArbitrary(), hour =>
        {
            var again = Rulebook.Load(LawFolder.Shipped).Book.RulesOn(new LimitRequest(Qingjian.Vocabulary.Medium.Air, [new("GB 18485-2014", "生活垃圾焚烧")]), Law.Day);
            again.Try(out var rules, out _).ShouldBeTrue();
            return Judge.Hour("o", hour, Law.Incinerator()).Canonical().AsSpan().SequenceEqual(Judge.Hour("o", hour, rules).Canonical());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Without_its_words_a_judgement_comes_to_the_same() =>
        Prop.ForAll(Hours.NonEmptyListOf().ToArbitrary(), hours =>
        {
            foreach (var rules in new[] { Law.Incinerator(), Law.Kiln(), Law.Sewage() })
            {
                var some = hours.DistinctBy(hour => hour.Start).Select(hour => rules == Law.Sewage() ? hour with { Pollutant = "w01018" } : hour).ToList();
                if (some.Any(hour => Judge.BriefHour(hour, rules) != BriefOf(Judge.Hour("o", hour, rules)))) return false;
                var day = new DayValue(some[0].Pollutant, Law.Day, some);
                if (Judge.BriefDay(day, rules) != BriefOf(Judge.Day("o", day, rules))) return false;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Brief BriefOf(Verdict verdict) => new(verdict.Outcome, verdict.Reason);

    [Fact]
    public void Trailing_zeros_that_a_store_drops_change_nothing()
    {
        var hour = new HourValue("a34013", Law.At(8)) { ZsAvg = 35.20m, Oxygen = 10.0m, ValidMinutes = 60 };
        Judge.Hour("o", hour, Law.Kiln()).Digest().ShouldBe(Judge.Hour("o", hour with { ZsAvg = 35.2m, Oxygen = 10m }, Law.Kiln()).Digest());
    }

    [Fact]
    public void Any_change_of_input_or_rule_changes_the_digest()
    {
        var hour = new HourValue("a34013", Law.At(8)) { ZsAvg = 35.2m, Oxygen = 10m, ValidMinutes = 60, Origin = "raw 1" };
        var first = Judge.Hour("o", hour, Law.Kiln()).Digest();
        Judge.Hour("o", hour with { Origin = "raw 2" }, Law.Kiln()).Digest().ShouldNotBe(first);
        Judge.Hour("o", hour with { ZsAvg = 35.3m }, Law.Kiln()).Digest().ShouldNotBe(first);
        Judge.Hour("p", hour, Law.Kiln()).Digest().ShouldNotBe(first);
        Judge.Hour("o", hour, Law.Kiln(request => request with { Permit = [new("P1", "a34013", LimitPeriod.Hour, "30", "mg/m3", new(2026, 1, 1), null, 10m)] })).Digest().ShouldNotBe(first);
    }

    [Fact]
    public void The_canonical_form_is_pinned()
    {
        var verdict = Judge.Hour("o", new HourValue("w01018", Law.At(8)) { Received = false }, Law.Sewage());
        Encoding.UTF8.GetString(verdict.Canonical()).ShouldStartWith("""{"form":1,"subject":"o","pollutant":"w01018","period":"hour","start":"2026-07-01T08:00:00","outcome":"NotJudged","reason":"missing","validity":"Missing","working":[""");
    }

    [Fact]
    public void A_larger_value_is_never_judged_milder() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).Two().ToArbitrary(), pair =>
        {
            var (low, high) = (Math.Min(pair.Item1, pair.Item2) / 10000m, Math.Max(pair.Item1, pair.Item2) / 10000m);
            VerdictOutcome Of(decimal value) => Judge.Hour("o", new HourValue("a34013", Law.At(8)) { ZsAvg = value, Oxygen = 10m, ValidMinutes = 60 }, Law.Kiln()).Outcome;
            return Of(low) <= Of(high);
        }).QuickCheckThrowOnFailure();
}
