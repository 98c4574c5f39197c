namespace Qingjian.Registry.Contract;

/// <summary>Tells how a source stands now (超标, 离线, 正常 …). Rooms that know register one; the list and the map show the worst.</summary>
public interface ISourceConditions
{
    /// <summary>Conditions by enterprise id; an enterprise about which nothing is known is left out.</summary>
    Task<IReadOnlyDictionary<string, SourceCondition>> Of(IReadOnlyCollection<string> enterpriseIds, CancellationToken stop);
}

/// <summary>How a source stands.</summary>
/// <param name="Word">Chinese word shown, e.g. 超标.</param>
/// <param name="Tone">good, near, bad, paused or plain: the colour that goes with the word.</param>
/// <param name="Weight">The greatest wins: 超标 90, 督办逾期 80, 离线 60, 正常 10.</param>
public sealed record SourceCondition(string Word, string Tone, int Weight);
