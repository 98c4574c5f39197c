using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>Adds a photo or film with what it shows and proves (评查细则 item 5), or takes one out of an open record.</summary>
internal static class AddPhoto
{
    internal sealed record Request(
        string FileId, string Subject, string Proves, string? Place, DateTimeOffset TakenAt, double? Longitude, double? Latitude, double? Accuracy, string? ItemId);

    internal sealed record Answer(string Id, long Version, int SignaturesDropped);

    public static void Map(RouteGroupBuilder records)
    {
        records.MapPost("/{id}/photos", Add).Requires(Duty.Inspect);
        records.MapDelete("/{id}/photos/{photo}", Remove).Requires(Duty.Inspect);
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Add(string id, Request request, MattersDb db, FileStore files, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        var file = (await files.Find([request.FileId], stop)).SingleOrDefault();
        if (Wrong(record, request, file, db.Now) is { } why) return why.ToProblem();
        var photos = await db.Photos(id, stop);
        if (photos.FirstOrDefault(p => p.Sha256 == file!.Sha256) is { } same) return Refusal.Of("photo-twice", $"同一张照片已在笔录里（{same.Subject}），不用再加。").ToProblem();
        var photo = new InspectionPhoto
        {
            Id = NewId.Make(),
            InspectionId = id,
            Division = record.Division,
            FileId = file!.Id,
            Sha256 = file.Sha256,
            Name = file.Name,
            Subject = request.Subject.Trim(),
            Proves = request.Proves.Trim(),
            Place = string.IsNullOrWhiteSpace(request.Place) ? record.Content.Place : request.Place.Trim(),
            Longitude = request.Longitude,
            Latitude = request.Latitude,
            Accuracy = request.Accuracy,
            TakenAt = request.TakenAt,
            TakenBy = db.Caller.PersonId,
            TakenByName = db.Caller.Name,
            ItemId = request.ItemId,
            AddedAt = db.Now,
        };
        db.Add(photo);
        var dropped = DraftRecord.DropStaleSignatures(record, [.. photos, photo]);
        Touch(db, record);
        await db.Commit(new Act("inspection.photo", "inspection", id, $"笔录 {record.Number} 加入照片：{photo.Subject}").Enter("evidence.add", file.Sha256, file.Size), stop);
        return TypedResults.Ok(new Answer(photo.Id, record.Version, dropped));
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Remove(string id, string photo, MattersDb db, CancellationToken stop)
    {
        if (await db.Inspections.FirstOrDefaultAsync(r => r.Id == id, stop) is not { } record) return Problems.NotFound();
        if (DraftRecord.Closed(record, db.Caller) is { } closed) return closed.ToProblem();
        var photos = await db.Photos(id, stop);
        if (photos.FirstOrDefault(p => p.Id == photo) is not { } taken) return Problems.NotFound();
        db.Remove(taken);
        var dropped = DraftRecord.DropStaleSignatures(record, photos.Where(p => p != taken));
        Touch(db, record);
        await db.Commit(new Act("inspection.photo-out", "inspection", id, $"笔录 {record.Number} 移出照片：{taken.Subject}（原件和存证保留）"), stop);
        return TypedResults.Ok(new Answer(photo, record.Version, dropped));
    }

    // Photos are part of what is signed: whoever signs must have seen the latest, so the record's version moves with them.
    private static void Touch(MattersDb db, Inspection record) => db.Entry(record).Property(r => r.Number).IsModified = true;

    internal static Refusal? Wrong(Inspection record, Request request, StoredFile? file, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string[]>();
        if (file is null) faults["fileId"] = ["没有找到上传的文件，请重新拍摄或上传。"];
        else if (!file.Type.StartsWith("image/", StringComparison.Ordinal) && !file.Type.StartsWith("video/", StringComparison.Ordinal)) faults["fileId"] = ["请上传照片或录像。"];
        if (string.IsNullOrWhiteSpace(request.Subject)) faults["subject"] = ["请写明拍摄对象。"];
        if (string.IsNullOrWhiteSpace(request.Proves)) faults["proves"] = ["请写明这张照片证明什么。"];
        if (request.TakenAt > now.AddMinutes(1)) faults["takenAt"] = ["拍摄时间不能晚于现在。"];
        if (request.TakenAt < record.StartedAt) faults["takenAt"] = ["拍摄时间早于检查开始，不能作为本次检查的照片。"];
        if (request.ItemId is { } item && record.Checklist?.Items.Any(i => i.Id == item) != true) faults["itemId"] = ["检查清单里没有这一项。"];
        return faults.Count == 0 ? null : new Refusal("photo-incomplete", "照片须有拍摄对象、证明内容和时间。", faults);
    }
}
