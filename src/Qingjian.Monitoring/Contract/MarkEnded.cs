namespace Qingjian.Monitoring.Contract;

/// <summary>A mark that had taken effect no longer does: withdrawn, refused on review, or changed. The hours it covered are judged anew.</summary>
/// <param name="MarkId">The mark.</param>
/// <param name="OutletId">Outlet.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End, exclusive.</param>
public sealed record MarkEnded(string MarkId, string OutletId, DateTimeOffset From, DateTimeOffset To);
