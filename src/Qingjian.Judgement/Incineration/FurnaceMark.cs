namespace Qingjian.Judgement;

/// <summary>A mark as it stands: the later edit already in place of the earlier (M39).</summary>
/// <param name="Code">Code of a <see cref="FurnaceMarkKind"/>.</param>
/// <param name="From">First minute, Beijing clock.</param>
/// <param name="To">Minute after the last.</param>
public sealed record FurnaceMark(string Code, DateTime From, DateTime To)
{
    /// <summary>False for a mark made too late that no officer has reviewed: it is kept and shown, and exempts nothing.</summary>
    public bool InTime { get; init; } = true;

    /// <summary>True once an officer has reviewed it with its proof.</summary>
    public bool Reviewed { get; init; }

    /// <summary>Minutes of the hour that the mark covers, one bit each, the first minute lowest.</summary>
    internal ulong MinutesOf(DateTime hour)
    {
        var begin = Math.Clamp((int)Math.Floor((From - hour).TotalMinutes), 0, 60);
        var end = Math.Clamp((int)Math.Ceiling((To - hour).TotalMinutes), 0, 60);
        return end <= begin ? 0 : ((1UL << (end - begin)) - 1) << begin;
    }
}
