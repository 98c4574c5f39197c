using Qingjian.Judgement;
using Qingjian.Platform.Access;

namespace Qingjian.Monitoring.Marks;

/// <summary>A mark as pages and plant systems see it.</summary>
internal sealed record MarkView(
    string Id, string OutletId, string OutletName, string EnterpriseId, string EnterpriseName, string Division, string Industry, MarkLevel Level, string Kind, string Name, MarkEffect? Effect,
    IReadOnlyList<string> Factors, DateTimeOffset FromAt, DateTimeOffset ToAt, int Minutes, string Note, IReadOnlyList<string> FileIds, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset? DueAt, bool Late,
    MarkState State, bool WantsReview, IReadOnlyList<MarkView.Doubt> Doubts, string AcceptedBy, DateTimeOffset? ReviewedAt, string? ReviewReason, string? OrderId, string? Replaces, long Version, IReadOnlyList<MarkAct> Acts)
{
    /// <summary>Something that does not fit.</summary>
    internal sealed record Doubt(string Code, bool Doubtful, string Say);

    public static MarkView Of(Mark mark, Caller caller) => new(
        mark.Id, mark.OutletId, mark.OutletName, mark.EnterpriseId ?? "", mark.EnterpriseName, mark.Division, mark.Industry, mark.Level, mark.Kind, mark.Name, mark.Effect, mark.Factors, mark.FromAt, mark.ToAt,
        (int)(mark.ToAt - mark.FromAt).TotalMinutes, mark.Note, mark.FileIds, mark.MadeBy, mark.MadeAt, mark.DueAt, mark.Late, mark.State, mark.WantsReview, DoubtsOf(mark), mark.AcceptedBy, mark.ReviewedAt,
        mark.ReviewReason, mark.OrderId.Length > 0 ? mark.OrderId : null, mark.Replaces, mark.Version, MarkPath.Acts(mark, caller));

    public static IReadOnlyList<Doubt> DoubtsOf(Mark mark) => [.. mark.Doubts.Select(doubt => new Doubt(doubt.Code, doubt.Doubtful, doubt.Say))];
}
