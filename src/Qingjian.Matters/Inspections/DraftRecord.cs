using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Tasks;
using Qingjian.Platform.Access;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Inspections;

/// <summary>What every act on an open record asks first: is it still open, and is the caller one of its two officers.</summary>
internal static class DraftRecord
{
    /// <summary>Pure: the refusal, or null.</summary>
    public static Refusal? Closed(Inspection record, Caller caller) =>
        record.State == InspectionState.Sealed ? Refusal.Of("record-sealed", $"笔录 {record.Number} 已封存，不能再改。需要更正的，请另作补正。")
        : record.State == InspectionState.Discarded ? Refusal.Of("record-discarded", $"笔录 {record.Number} 已作废。")
        : record.Crew.All(c => c.PersonId != caller.PersonId) ? Refusal.Of("not-of-crew", $"这份笔录由{string.Join("、", record.Crew.Select(c => c.Name))}制作，只能由他们填写。")
        : null;

    public static Task<List<InspectionPhoto>> Photos(this MattersDb db, string recordId, CancellationToken stop) =>
        db.Set<InspectionPhoto>().Where(p => p.InspectionId == recordId).OrderBy(p => p.AddedAt).ThenBy(p => p.Id).ToListAsync(stop);

    /// <summary>Signatures on another content than the present one are no signatures any more.</summary>
    public static int DropStaleSignatures(Inspection record, IEnumerable<InspectionPhoto> photos)
    {
        var digest = RecordText.ContentDigest(record, photos);
        var kept = record.Signatures.Where(s => s.ContentSha256 == digest).ToList();
        var dropped = record.Signatures.Count - kept.Count;
        if (dropped > 0) record.Signatures = kept;
        return dropped;
    }
}
