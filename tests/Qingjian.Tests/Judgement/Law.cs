using System.Text;
using Qingjian.Judgement;
using Qingjian.Vocabulary;
using Shouldly;

namespace Qingjian.Tests.Judgement;

/// <summary>The shipped law, and files made for a test.</summary>
internal static class Law
{
    private static readonly Lazy<Rulebook> Loaded = new(() =>
    {
        var (book, faults) = Rulebook.Load(LawFolder.Shipped);
        faults.ShouldBeEmpty();
        return book;
    });

    internal static Rulebook Book => Loaded.Value;

    internal static LawFile File(string path, string json) => new(path, Encoding.UTF8.GetBytes(json));

    internal static string Head(string kind, string id, string from, string rest, string trust = "text") =>
        $$"""{"kind":"{{kind}}","id":"{{id}}","title":"t","issuer":"i","document":"d","clause":"c","in_force_from":"{{from}}","in_force_until":null,"trust":"{{trust}}","origin":"test","examples":[],{{rest}}}""";

    internal static DayRules On(Medium medium, string standard, string category, string day, Func<LimitRequest, LimitRequest>? more = null)
    {
        var request = new LimitRequest(medium, [new LimitSetName(standard, category)]);
        Book.RulesOn(more?.Invoke(request) ?? request, DateOnly.Parse(day)).Try(out var rules, out var why).ShouldBeTrue(why?.Message);
        return rules;
    }

    internal static readonly DateOnly Day = new(2026, 7, 1);

    internal static DateTime At(int hour) => Day.ToDateTime(new TimeOnly(hour, 0));

    internal static DayRules Incinerator(Func<LimitRequest, LimitRequest>? more = null) => On(Medium.Air, "GB 18485-2014", "生活垃圾焚烧", "2026-07-01", more);

    internal static DayRules Kiln(Func<LimitRequest, LimitRequest>? more = null) => On(Medium.Air, "GB 4915-2013", "水泥窑及窑尾余热利用系统", "2026-07-01", more);

    internal static DayRules Sewage(Func<LimitRequest, LimitRequest>? more = null) => On(Medium.Water, "GB 18918-2002", "城镇污水处理厂-一级A", "2026-07-01", more);
}
