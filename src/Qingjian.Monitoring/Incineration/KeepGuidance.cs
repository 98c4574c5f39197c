using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Incineration;

/// <summary>云端帮扶: the dated log of remote guidance of a plant.</summary>
internal static class KeepGuidance
{
    /// <param name="Day">Beijing day of the guidance.</param>
    /// <param name="Topic">What it was about.</param>
    /// <param name="Found">What was found.</param>
    /// <param name="Advice">What was advised.</param>
    /// <param name="DataCount">How many data were looked through.</param>
    internal sealed record Request(DateOnly Day, string Topic, string Found, string Advice, int DataCount = 0);

    internal sealed record Line(string Id, DateOnly Day, string Topic, string Found, string Advice, int DataCount, string PersonName, string Post, DateTimeOffset At);

    /// <param name="Lines">The latest first.</param>
    /// <param name="DataCount">Sum over all.</param>
    internal sealed record Log(IReadOnlyList<Line> Lines, int DataCount, bool MayAdd);

    public static void Map(RouteGroupBuilder incineration)
    {
        incineration.MapGet("/plants/{enterpriseId}/guidance", Read).Requires(Duty.ReadReadings);
        incineration.MapPost("/plants/{enterpriseId}/guidance", Add).Requires(Duty.CheckOrders);
    }

    private static async Task<Results<Ok<Log>, ProblemHttpResult>> Read(string enterpriseId, MonitoringDb db, ISources sources, CancellationToken stop) =>
        await sources.Enterprise(enterpriseId, stop) is null ? Problems.NotFound() : TypedResults.Ok(await LogOf(enterpriseId, db, stop));

    private static async Task<Results<Ok<Log>, ProblemHttpResult>> Add(string enterpriseId, Request request, MonitoringDb db, ISources sources, CancellationToken stop)
    {
        if (await sources.Enterprise(enterpriseId, stop) is not { } firm) return Problems.NotFound();
        if (request.Day > BeijingTime.DayOf(db.Now)) return Refusal.OfField("guidance-future", "day", "帮扶日期不能晚于今天。").ToProblem();
        foreach (var (field, text, word) in new[] { ("topic", request.Topic, "帮扶事项"), ("found", request.Found, "发现的问题"), ("advice", request.Advice, "指导意见") })
            if (string.IsNullOrWhiteSpace(text) || text.Length > 2000) return Refusal.OfField("guidance-text", field, $"请填写{word}，不超过2000字。").ToProblem();
        if (request.DataCount is < 0 or > 10_000_000) return Refusal.OfField("guidance-count", "dataCount", "核查的数据条数应为0到1000万。").ToProblem();
        var line = new Guidance
        {
            Id = NewId.Make(),
            EnterpriseId = firm.Id,
            EnterpriseName = firm.Name,
            Division = firm.Division,
            Day = request.Day,
            Topic = request.Topic.Trim(),
            Found = request.Found.Trim(),
            Advice = request.Advice.Trim(),
            DataCount = request.DataCount,
            PersonId = db.Caller.PersonId,
            PersonName = db.Caller.Name,
            Post = db.Caller.PostTitle,
            At = db.Now,
        };
        db.Guidances.Add(line);
        await db.Commit(new Act("guidance.add", "guidance", line.Id, $"云端帮扶 {firm.Name} {line.Day:yyyy-MM-dd}：{line.Topic}"), stop);
        return TypedResults.Ok(await LogOf(enterpriseId, db, stop));
    }

    private static async Task<Log> LogOf(string enterpriseId, MonitoringDb db, CancellationToken stop)
    {
        var lines = await db.Guidances.AsNoTracking().Where(line => line.EnterpriseId == enterpriseId).OrderByDescending(line => line.Day).ThenByDescending(line => line.At).ToListAsync(stop);
        return new([.. lines.Select(line => new Line(line.Id, line.Day, line.Topic, line.Found, line.Advice, line.DataCount, line.PersonName, line.Post, line.At))], lines.Sum(line => line.DataCount), db.Caller.May(Duty.CheckOrders));
    }
}
