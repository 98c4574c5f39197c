using System.Globalization;
using System.Text.Json;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>Every law file brings worked examples; each runs here.</summary>
public class WorkedExamplesTests
{
    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var file in LawFolder.Read(LawFolder.Shipped))
        {
            using var json = JsonDocument.Parse(file.Bytes);
            for (var index = 0; index < json.RootElement.GetProperty("examples").GetArrayLength(); index++) data.Add(file.Path, index);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_holds(string path, int index)
    {
        var file = LawFolder.Read(LawFolder.Shipped).Single(each => each.Path == path);
        using var json = JsonDocument.Parse(file.Bytes);
        var root = json.RootElement;
        var example = root.GetProperty("examples")[index];
        switch (root.GetProperty("kind").GetString())
        {
            case "limits": Limits(root, example); break;
            case "deadlines": Deadlines(example); break;
            case "calendar": Calendar(root, example); break;
            case "provisional-calendar": Provisional(example); break;
            case "validity": ValidityOf(root, example); break;
            case "factors": Law.Book.FactorOn(Text(example, "code"), Law.Day)!.Name.ShouldBe(Text(example, "name")); break;
            case "causes":
                Law.Book.Causes(Law.Day).For(DateOnly.Parse(Text(example, "act_day"))).Where(cause => cause.Code == Text(example, "code"))
                    .Select(cause => cause.Regime).ShouldBe(example.GetProperty("regimes").EnumerateArray().Select(each => each.GetString()!));
                break;
            case "documents":
                var paper = Law.Book.DocumentsOn(Law.Day).Single(each => each.Code == Text(example, "code"));
                paper.Served.ShouldBe(example.GetProperty("served").GetBoolean());
                paper.RequiredFields.ShouldContain(Text(example, "requires"));
                break;
            case "rulings": Law.Book.RulingsOn(Law.Day)!.Setting(Text(example, "code")).ShouldBe(Text(example, "setting")); break;
            case "discretion": Discretionary(root, example); break;
            case "supervision":
                LinkSilence.At(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(example.GetProperty("rtd_interval_seconds").GetInt32()), Law.Book.SupervisionOn(Law.Day)!)
                    .SilentAfter.TotalSeconds.ShouldBe(example.GetProperty("silent_after_seconds").GetInt32());
                break;
            case "triggers": SupervisionRuleTests.Pull(example); break;
            case "substitution": SubstituteAmountsTests.Example(example); break;
            case "transmission": TransmissionRateTests.Example(example); break;
            case "patterns": FindPatternsTests.Example(example); break;
            case "persistence": SpanVerdictTests.Persistence(root, example); break;
            case "totals": SpanVerdictTests.Total(example); break;
            case "control": OutOfControlPeriodTests.Example(root.GetProperty("medium").GetString()!, example); break;
            case "comparison": ComparisonTests.Example(root.GetProperty("medium").GetString()!, example); break;
            case "means": MeanOfTests.Example(root.GetProperty("medium").GetString()!, example); break;
            case "trend": TrendTests.Example(example); break;
            case "marks": MarkCatalogueTests.Example(Text(root, "id"), Text(root, "in_force_from"), example); break;
            case "mark-checks": MarkDoubtTests.Example(example); break;
            case "incineration": FurnaceTests.Example(root.GetProperty("id").GetString()!, example); break;
            case "cards": JudgeCardTests.Example(example); break;
            case "electricity": ControlTests.Example(example); break;
            case "sampling": SamplingTests.Example(example); break;
            case "hearing" or "clue-sources" or "task-steps" or "checklist": break; // run by the tests of the rooms that read them
            default: throw new NotSupportedException($"{path}: no runner for this kind of example.");
        }
    }

    [Fact]
    public void Every_law_file_that_is_judged_by_brings_examples() =>
        LawFolder.Read(LawFolder.Shipped).ShouldAllBe(file => HasExamples(file));

    private static bool HasExamples(LawFile file)
    {
        using var json = JsonDocument.Parse(file.Bytes);
        // Lists of codes and questions that other rooms read compute nothing.
        if (json.RootElement.GetProperty("kind").GetString() is "clue-sources" or "task-steps" or "checklist") return true;
        return json.RootElement.GetProperty("examples").GetArrayLength() > 0;
    }

    private static void Limits(JsonElement root, JsonElement example)
    {
        var pollutant = Text(example, "pollutant");
        var day = new DateOnly(2026, 7, 1);
        var medium = pollutant[0] == 'w' ? Medium.Water : Medium.Air;
        Law.Book.RulesOn(new LimitRequest(medium, [new(Text(root, "id"), Text(example, "category"))]), day).Try(out var rules, out _).ShouldBeTrue();
        var value = decimal.Parse(Text(example, "value"), CultureInfo.InvariantCulture);
        var limit = rules.Limits.Limits.First(each => each.Pollutant == pollutant);
        var hours = Enumerable.Range(0, 24).Select(clock => new HourValue(pollutant, day.ToDateTime(new TimeOnly(clock, 0))) { Avg = value, ZsAvg = limit.ReferenceOxygen is null ? null : value, Oxygen = limit.ReferenceOxygen, Unit = limit.Unit, ValidMinutes = 60 }).ToList();
        var verdict = Text(example, "period") == "day"
            ? Judge.Day("o", new DayValue(pollutant, day, hours), rules)
            : Judge.Hour("o", hours[0], rules);
        // The table's bound is what is tested: a policy bound warns and an incinerator's hour only calls for action.
        var passed = verdict.Outcome is VerdictOutcome.Exceeded || verdict.Reason is "ultra-low" or "incinerator-hour";
        passed.ShouldBe(Text(example, "outcome") == "exceeded", verdict.Sentence);
        if (example.TryGetProperty("multiple", out var multiple)) verdict.Multiple.ShouldBe(decimal.Parse(multiple.GetString()!, CultureInfo.InvariantCulture));
    }

    private static void Deadlines(JsonElement example)
    {
        var key = Text(example, "key");
        var pauses = example.GetProperty("pauses").EnumerateArray().Select(pause => new PauseInterval(DateOnly.Parse(Text(pause, "from")), DateOnly.Parse(Text(pause, "to")), "monitoring")).ToList();
        var answer = Law.Book.Deadlines.Compute(new DeadlineRequest(key, DateOnly.Parse(Text(example, "start"))) { Pauses = pauses });
        answer.ShouldBeOfType<DeadlineAnswer.Known>().Deadline.End.ShouldBe(DateOnly.Parse(Text(example, "last_day")));
    }

    private static void Calendar(JsonElement root, JsonElement example)
    {
        var first = new DateOnly(int.Parse(Text(root, "id"), CultureInfo.InvariantCulture), 1, 1);
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(offset => Law.Book.Calendar.On(first.AddDays(offset))!.Value).ToList();
        days.Count.ShouldBe(example.GetProperty("days").GetInt32());
        days.Count(day => !day.IsWorkday).ShouldBe(example.GetProperty("days_off").GetInt32());
    }

    private static void Provisional(JsonElement example)
    {
        var day = DateOnly.Parse(Text(example, "date"));
        var found = Law.Book.WithProvisionalYears(day.Year, day.Year).Calendar.On(day)!.Value;
        found.IsWorkday.ShouldBe(example.GetProperty("workday").GetBoolean());
        found.Provisional.ShouldBeTrue();
    }

    private static void ValidityOf(JsonElement root, JsonElement example)
    {
        var rules = Text(root, "medium") == "air" ? Law.Kiln() : Law.Sewage();
        if (example.TryGetProperty("valid_records", out var records))
        {
            var hour = new HourValue("a34013", Law.At(8)) { ZsAvg = 10, Oxygen = 10, ValidMinutes = records.GetInt32() * example.GetProperty("minute_interval").GetInt32() };
            (Judge.Hour("o", hour, rules).Validity == Validity.Valid).ShouldBe(example.GetProperty("valid").GetBoolean());
        }
        else if (example.TryGetProperty("valid_hours", out var hours))
            (hours.GetInt32() >= rules.Validity.HoursNeeded(24)).ShouldBe(example.GetProperty("valid").GetBoolean());
        else
        {
            var pairs = example.GetProperty("values").EnumerateArray().Zip(example.GetProperty("flows").EnumerateArray(), (value, flow) => (Number(value), Number(flow)));
            Conversion.Round(Conversion.FlowWeighted(pairs)!.Value, 4).ShouldBe(Number(example.GetProperty("mean")));
        }
    }

    private static void Discretionary(JsonElement root, JsonElement example)
    {
        var table = Law.Book.Discretion(Text(root, "id"), Law.Day)!;
        if (table.Model == "interval")
        {
            ((table.Min + table.Max) / 2).ShouldBe(example.GetProperty("final_fine").GetDecimal());
            return;
        }
        var choices = example.GetProperty("choices").EnumerateObject().ToDictionary(each => each.Name, each => (IReadOnlyList<string>)[each.Value.GetString()!]);
        var adjustment = example.TryGetProperty("adjust", out var adjust) ? new Adjustment(AdjustmentKind.Lighter, adjust.GetProperty("percent_of_max").GetDecimal(), "主动消除危害后果") : null;
        Discretion.Suggest(table, choices, adjustment).Try(out var result, out var why).ShouldBeTrue(why?.Message);
        table.Start.ShouldBe(example.GetProperty("start_percent").GetDecimal());
        result.SumPercent.ShouldBe(example.GetProperty("sum_percent").GetDecimal());
        result.Base.Yuan.ShouldBe(example.GetProperty("base_fine").GetDecimal());
        if (example.TryGetProperty("final_fine", out var final)) result.Final.Yuan.ShouldBe(final.GetDecimal());
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    private static decimal Number(JsonElement element) => decimal.Parse(element.GetString()!, CultureInfo.InvariantCulture);
}
