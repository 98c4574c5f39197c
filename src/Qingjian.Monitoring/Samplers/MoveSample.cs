using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Samplers;

/// <summary>样品流转: taken out and sealed, handed over, received by the laboratory, result. Each step with person, time, seal and photos.</summary>
internal static class MoveSample
{
    /// <param name="Version">Version the page showed.</param>
    /// <param name="SealNo">Number of the seal; asked for when taken and when received.</param>
    /// <param name="To">Who takes it over; asked for at a hand-over.</param>
    /// <param name="Note">Remark; asked for when discarded or when the seal differs.</param>
    /// <param name="FileIds">Photos already sent up.</param>
    /// <param name="ResultValue">Laboratory value.</param>
    /// <param name="ResultUnit">Its unit.</param>
    /// <param name="ReportNo">Number of the report.</param>
    internal sealed record Request(long Version, string? SealNo = null, string? To = null, string? Note = null, IReadOnlyList<string>? FileIds = null, decimal? ResultValue = null, string? ResultUnit = null, string? ReportNo = null);

    public static void Map(RouteGroupBuilder samplers)
    {
        Add("take", "取样封存", Take);
        Add("hand-over", "交接", HandOver);
        Add("receive", "实验室接收", Receive);
        Add("result", "出具检测结果", Result);
        Add("discard", "弃样", Discard);

        void Add(string path, string word, Func<Sample, Request, Refusal?> step) => samplers.MapPost($"/samples/{{id}}/{path}",
            (string id, Request request, MonitoringDb db, FileStore files, LiveSignals live, CancellationToken stop) => Handle(id, path, word, step, request, db, files, live, stop)).Requires(Duty.CheckOrders);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        string id, string path, string word, Func<Sample, Request, Refusal?> step, Request request, MonitoringDb db, FileStore files, LiveSignals live, CancellationToken stop)
    {
        if (await db.Set<Sample>().FirstOrDefaultAsync(each => each.Id == id, stop) is not { } sample) return Problems.NotFound();
        db.Expect(sample, request.Version);
        List<string> photos = [.. (request.FileIds ?? []).Distinct()];
        if ((await files.Find(photos, stop)).Count != photos.Count) return Refusal.OfField("file-unknown", "fileIds", "有附件不存在，请重新上传。").ToProblem();
        if (step(sample, request) is { } refused) return refused.ToProblem(refused.Fields is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity);
        sample.Custody = [.. sample.Custody, new(db.Now, $"{db.Caller.Name}（{db.Caller.PostTitle}）", word, Trim(request.To), Trim(request.SealNo), Trim(request.Note), photos)];
        await db.Commit(new Act($"sample.{path}", "sample", id, $"样品{sample.Number}{word}")
            .Enter("evidence.add", new { sample.Number, sample.State, step = sample.Custody[^1], sample.ResultValue, sample.ResultUnit, sample.ReportNo }), stop);
        live.Raise("samplers");
        live.Raise("inbox");
        return TypedResults.NoContent();
    }

    private static Refusal? Take(Sample sample, Request request)
    {
        if (sample.State is not (SampleState.Full or SampleState.Expired)) return Moved(sample);
        if (Trim(request.SealNo) is not { } seal) return Refusal.OfField("seal-missing", "sealNo", "取样时必须加封，请填写封条号。");
        (sample.State, sample.SealNo) = (SampleState.Taken, seal);
        return null;
    }

    private static Refusal? HandOver(Sample sample, Request request)
    {
        if (sample.State != SampleState.Taken) return Moved(sample);
        return Trim(request.To) is null ? Refusal.OfField("to-missing", "to", "请填写接样人的姓名和单位。") : null;
    }

    // A seal that is not the one put on is not refused but has to be explained: the laboratory saw what it saw.
    private static Refusal? Receive(Sample sample, Request request)
    {
        if (sample.State != SampleState.Taken) return Moved(sample);
        if (Trim(request.SealNo) is not { } seal) return Refusal.OfField("seal-missing", "sealNo", "请填写接收时看到的封条号。");
        if (seal != sample.SealNo && Trim(request.Note) is null) return Refusal.OfField("seal-differs", "note", $"接收时的封条号与取样时的（{sample.SealNo}）不同，请在备注中说明原因。");
        sample.State = SampleState.Received;
        return null;
    }

    private static Refusal? Result(Sample sample, Request request)
    {
        if (sample.State != SampleState.Received) return Moved(sample);
        if (request.ResultValue is not (>= 0) || Trim(request.ResultUnit) is null) return Refusal.OfField("result-missing", "resultValue", "请填写检测结果和单位。");
        if (Trim(request.ReportNo) is not { } report) return Refusal.OfField("report-missing", "reportNo", "请填写检测报告编号。");
        (sample.State, sample.ResultValue, sample.ResultUnit, sample.ReportNo) = (SampleState.Analysed, request.ResultValue, request.ResultUnit!.Trim(), report);
        return null;
    }

    private static Refusal? Discard(Sample sample, Request request)
    {
        if (sample.State is not (SampleState.Full or SampleState.Expired or SampleState.Taken)) return Moved(sample);
        if (Trim(request.Note) is null) return Refusal.OfField("reason-missing", "note", "请写明弃样的原因。");
        sample.State = SampleState.Discarded;
        return null;
    }

    private static Refusal Moved(Sample sample) => Refusal.Of("sample-moved", $"样品{sample.Number}现在是“{ReadSampler.WordOf(sample.State)}”，不能再作这一步，请刷新页面。");

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
