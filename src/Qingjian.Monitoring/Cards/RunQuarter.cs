using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Cards;

/// <summary>季度测算: finds the yellow and red candidates of a quarter. The numbers of every candidate are kept with every day they come from.</summary>
internal static class RunQuarter
{
    /// <param name="Year">Year.</param>
    /// <param name="Quarter">1 to 4.</param>
    internal sealed record Request(int Year, int Quarter);

    internal sealed record Ran(string RunId, int Units, int Yellow, int Red, bool Preview);

    public static void Map(RouteGroupBuilder cards) => cards.MapPost("/runs", Handle).Requires(Duty.CheckOrders);

    private static async Task<Results<Ok<Ran>, ProblemHttpResult>> Handle(Request request, MonitoringDb db, Rulebook book, CountQuarter count, AmountRows amounts, LiveSignals live, CancellationToken stop)
    {
        if (request.Quarter is < 1 or > 4 || request.Year is < 2015 or > 2100) return Refusal.OfField("quarter", "quarter", "请选择年份和第1至第4季度。").ToProblem();
        var today = BeijingTime.DayOf(db.Now);
        var first = new DateOnly(request.Year, request.Quarter * 3 - 2, 1);
        var end = first.AddMonths(3).AddDays(-1);
        if (first > today) return Refusal.OfField("quarter-ahead", "quarter", "这个季度还没有开始，没有可测算的数据。").ToProblem();
        if (book.CardsOn(end) is not { } rule) return Refusal.Of("no-rule-on-day", $"{end:yyyy-MM-dd}没有施行中的黄红牌规则，请先载入本地规则文件。").ToProblem();
        var earlier = await db.Set<Card>().Where(card => card.Year == request.Year && card.Quarter == request.Quarter).ToListAsync(stop);
        if (earlier.Any(card => card.State is CardState.Approved or CardState.Published or CardState.Released))
            return Refusal.Of("quarter-decided", $"{request.Year}年第{request.Quarter}季度已有审定或公布的名单，不能再测算。").ToProblem(StatusCodes.Status409Conflict);

        var (year, quarter) = request.Quarter == 1 ? (request.Year - 1, 4) : (request.Year, request.Quarter - 1);
        var listed = (await db.Set<Card>().AsNoTracking().Where(card => card.Year == year && card.Quarter == quarter && (card.State == CardState.Published || card.State == CardState.Released)).ToListAsync(stop))
            .ToDictionary(card => card.EnterpriseId!);
        var units = await count.Of(first, end < today ? end : today, rule, stop);
        var main = rule.AirFactors.Concat(rule.WaterFactors).ToHashSet();
        var emitted = (await amounts.Of(RateLevel.Enterprise, request.Year, null, db.Caller.Division, stop)).Where(row => row.PermitTonnes is not null && main.Contains(row.Factor))
            .ToLookup(row => row.EnterpriseId!, row => new YearAmount(row.FactorName, row.Total / 1000m, row.PermitTonnes!.Value));
        var run = NewId.Make();
        var found = units.Select(unit => Judge(run, request, unit, [.. emitted[unit.Enterprise.Id]], listed.GetValueOrDefault(unit.Enterprise.Id), rule, today, end >= today, db)).OfType<Card>().ToList();
        db.RemoveRange(earlier);
        db.AddRange(found);
        var (yellow, red) = (found.Count(card => card.Colour == CardColour.Yellow), found.Count(card => card.Colour == CardColour.Red));
        db.Add(new CardRun
        {
            Id = run,
            Year = request.Year,
            Quarter = request.Quarter,
            Division = db.Caller.Division,
            Rule = rule.Rule.Digest,
            Join = rule.Join,
            Units = units.Count,
            Yellow = yellow,
            Red = red,
            Preview = end >= today,
            RanByName = db.Caller.Name,
            RanAt = db.Now,
        });
        var act = new Act("card.run", "card-run", run, $"测算{request.Year}年第{request.Quarter}季度黄红牌：{units.Count}家中黄牌{yellow}家、红牌{red}家");
        await db.Commit(act.Enter("config", new { run, request.Year, request.Quarter, rule = rule.Rule.Digest, units = units.Count, cards = found.Select(card => new { card.Id, card.EnterpriseId, card.Colour, card.Valid, card.Exceeding }) }), stop);
        live.Raise("cards");
        return TypedResults.Ok(new Ran(run, units.Count, yellow, red, end >= today));
    }

    private static Card? Judge(string run, Request quarter, CountQuarter.Unit unit, IReadOnlyList<YearAmount> emitted, Card? before, CardRule rule, DateOnly today, bool preview, MonitoringDb db)
    {
        var (valid, exceeding) = (unit.Days.Count(day => day.Valid), unit.Days.Count(day => day.Exceeding));
        var facts = new CardFacts(valid, exceeding, emitted, before is not null, before?.CorrectionDue, before?.CorrectedOn);
        var finding = JudgeCard.Of(facts, rule, today);
        return finding.Colour is not { } colour ? null : new Card
        {
            Id = NewId.Make(),
            RunId = run,
            Year = quarter.Year,
            Quarter = quarter.Quarter,
            EnterpriseId = unit.Enterprise.Id,
            EnterpriseName = unit.Enterprise.Name,
            Division = unit.Enterprise.Division,
            Colour = colour,
            Valid = valid,
            Exceeding = exceeding,
            Share = finding.Share,
            Working = finding.Working,
            Days = unit.Days,
            Preview = preview,
            Steps = [new(db.Now, db.Caller.Name, preview ? "预测算列入" : "测算列入", null)],
            CreatedAt = db.Now,
        };
    }
}
