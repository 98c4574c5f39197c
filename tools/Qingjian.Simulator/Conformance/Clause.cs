namespace Qingjian.Simulator.Conformance;

/// <summary>What a server did when it was tried.</summary>
/// <param name="Passed">As the standard (or the ruling named) asks.</param>
/// <param name="Seen">What was seen.</param>
internal sealed record Outcome(bool Passed, string Seen);

/// <summary>One thing a server has to do, and how it is tried.</summary>
/// <param name="Id">Short id.</param>
/// <param name="Source">Where it is demanded.</param>
/// <param name="Title">What, in Chinese.</param>
/// <param name="Try">Tries it on a connection of its own.</param>
internal sealed record Clause(string Id, string Source, string Title, Func<Probe, Task<Outcome>> Try);
