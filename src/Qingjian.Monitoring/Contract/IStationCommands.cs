using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Contract;

/// <summary>Speaks to a connected logger on behalf of other rooms.</summary>
public interface IStationCommands
{
    /// <summary>Sends a command and returns the id of the conversation at once; it goes on by itself and is kept.</summary>
    /// <param name="mn">The logger.</param>
    /// <param name="command">CN of the command table, downwards, e.g. 2061 or 3012.</param>
    /// <param name="fields">Field names on the wire to values, e.g. <c>BeginTime</c>.</param>
    /// <param name="askedBy">Who wants it, for the record.</param>
    /// <param name="stop">Cancels the sending, not the conversation.</param>
    /// <returns>Refused with <c>logger-not-connected</c>, <c>command-under-way</c>, <c>command-unknown</c> or <c>command-fields</c>.</returns>
    Task<Outcome<string>> Send(string mn, int command, IReadOnlyDictionary<string, string> fields, string askedBy, CancellationToken stop);
}
