using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Facts;
using Qingjian.Platform.Storage;

namespace Qingjian.Insight.Disclosure;

/// <summary>A unit on the public list of yellow and red cards. Has no area, so that everybody may read it.</summary>
internal sealed class PublicCard
{
    public required string Id { get; init; }
    public required string Period { get; init; }
    public required string Colour { get; init; }
    public required string EnterpriseName { get; init; }
    public required string AreaCode { get; init; }
    public required string Basis { get; init; }
    public string? Measure { get; init; }
    public DateTimeOffset ListedAt { get; init; }
    /// <summary>When its correction was verified; the line then says so.</summary>
    public DateTimeOffset? LiftedAt { get; set; }
}

/// <summary>Keeps the public list in step with the cards.</summary>
internal sealed class ShowCards(InsightDb db) : IHear<CardListed>, IHear<CardLifted>
{
    public async Task Hear(CardListed fact, CancellationToken stop)
    {
        if (await db.Set<PublicCard>().AnyAsync(card => card.Id == fact.CardId, stop)) return;
        db.Add(new PublicCard { Id = fact.CardId, Period = fact.Period, Colour = fact.Colour, EnterpriseName = fact.EnterpriseName, AreaCode = fact.Division, Basis = fact.Basis, Measure = fact.Measure, ListedAt = fact.At });
        await db.Commit(new Act("card.shown", "card", fact.CardId, $"公布{fact.Period}{fact.Colour}：{fact.EnterpriseName}"), stop);
    }

    public async Task Hear(CardLifted fact, CancellationToken stop)
    {
        if (await db.Set<PublicCard>().FirstOrDefaultAsync(each => each.Id == fact.CardId, stop) is not { } card) return;
        card.LiftedAt = fact.At;
        await db.Commit(new Act("card.lifted", "card", fact.CardId, $"解除{card.Period}{card.Colour}：{card.EnterpriseName}"), stop);
    }
}

/// <summary>The public list of yellow and red cards, newest first.</summary>
internal static class PublicCards
{
    internal sealed record Row(string Id, string Period, string Colour, string EnterpriseName, string Basis, string? Measure, DateTimeOffset ListedAt, DateTimeOffset? LiftedAt);

    private static readonly Orders<PublicCard> Orders = new("-listedAt") { ["listedAt"] = c => c.ListedAt };

    public static void Map(RouteGroupBuilder cards) => cards.MapGet("/", List).Open();

    private static async Task<Ok<Page<Row>>> List([AsParameters] ListQuery query, InsightDb db, CancellationToken stop) =>
        TypedResults.Ok(await db.Set<PublicCard>().AsNoTracking().Saying(query, c => c.EnterpriseName, c => c.Period)
            .ToPage(query, Orders, c => new Row(c.Id, c.Period, c.Colour, c.EnterpriseName, c.Basis, c.Measure, c.ListedAt, c.LiftedAt), stop));
}
