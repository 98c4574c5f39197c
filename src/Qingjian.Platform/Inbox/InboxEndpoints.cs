using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Inbox;

/// <summary>The inbox of the post in force: all sources together, what is due first on top.</summary>
internal static class InboxEndpoints
{
    private const int DeepestRow = 2000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var inbox = app.MapGroup("/api/inbox").WithTags("inbox");
        inbox.MapGet("/", List).Requires(Duty.SignedIn);
        inbox.MapGet("/counts", Counts).Requires(Duty.SignedIn);
    }

    private static async Task<Ok<Page<InboxItem>>> List(IEnumerable<IInboxSource> sources, CancellationToken stop, [FromQuery(Name = "box")] Word<InboxBox>? named = null, string? kind = null, int page = 1, int size = 20)
    {
        var box = named?.Value ?? InboxBox.Todo;
        size = Math.Clamp(size, 1, 200);
        page = Math.Clamp(page, 1, DeepestRow / size);
        var items = new List<InboxItem>();
        var total = 0;
        foreach (var source in sources.Where(s => string.IsNullOrEmpty(kind) || s.Kinds.Contains(kind)))
        {
            var slice = await source.Read(box, page * size, stop);
            items.AddRange(slice.Items);
            total += slice.Total;
        }
        var sorted = box == InboxBox.Done
            ? items.OrderByDescending(i => i.ArrivedAt)
            : items.OrderBy(i => i.DueAt ?? DateTimeOffset.MaxValue).ThenBy(i => i.ArrivedAt);
        return TypedResults.Ok(new Page<InboxItem>([.. sorted.Skip((page - 1) * size).Take(size)], total, page, size));
    }

    private static async Task<Ok<InboxCounts>> Counts(IEnumerable<IInboxSource> sources, CancellationToken stop)
    {
        var all = sources.ToList();
        return TypedResults.Ok(new InboxCounts(await Total(InboxBox.Todo), await Total(InboxBox.Done), await Total(InboxBox.Urged),
            await Total(InboxBox.Returned), await Total(InboxBox.Forwarded), await Total(InboxBox.Extended)));

        async Task<int> Total(InboxBox box)
        {
            var total = 0;
            foreach (var source in all) total += (await source.Read(box, 0, stop)).Total;
            return total;
        }
    }

    /// <summary>Lines per box.</summary>
    internal sealed record InboxCounts(int Todo, int Done, int Urged, int Returned, int Forwarded, int Extended);
}
