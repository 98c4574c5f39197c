using System.Buffers;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway.Quarantine;

/// <param name="Released">Packets now stored.</param>
/// <param name="StillHeld">Packets refused again, by reason.</param>
internal sealed record ReplayResult(int Released, IReadOnlyDictionary<string, int> StillHeld);

/// <summary>Puts held bytes through admission again under today's registry and names. What passes is stored with the time it was received,
/// marked as released; nobody is answered, the logger is not there to hear it.</summary>
internal sealed class ReplayQuarantined(IRawStore raw, GatewayService gateway, IStations stations, ProtocolRules rules, TimeProvider clock)
{
    private const int AtOnce = 1000;

    /// <param name="allowTime">A person has looked at the device time and lets it stand.</param>
    public async Task<ReplayResult> Run(IReadOnlyList<QuarantineEntry> held, bool allowTime, CancellationToken stop)
    {
        var (released, refused) = (0, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var part in held.OrderBy(entry => entry.ReceivedAt).Chunk(AtOnce))
        {
            var waiting = new Waiting();
            var done = new List<long>();
            foreach (var entry in part)
            {
                await gateway.Commits.Room().WaitAsync(stop);
                var reason = Admit(entry, allowTime, waiting);
                if (reason is null) done.Add(entry.Id);
                else refused[reason] = refused.GetValueOrDefault(reason) + 1;
            }
            if (done.Count == 0) continue;
            await waiting.All(done.Count).WaitAsync(TimeSpan.FromSeconds(30), stop);
            raw.SetQuarantineState(done, QuarantineState.Released);
            released += done.Count;
        }
        return new ReplayResult(released, refused);
    }

    /// <summary>All held entries that match, oldest first, at most 10,000.</summary>
    public IReadOnlyList<QuarantineEntry> Held(string? mn, string? reason) =>
        raw.ListQuarantine(new QuarantineQuery { Mn = mn, Reason = reason, State = QuarantineState.Held, Take = 10_000 });

    private string? Admit(QuarantineEntry entry, bool allowTime, Waiting waiting)
    {
        using var frames = rules.NewFrameReader();
        var input = new ReadOnlySequence<byte>(entry.Bytes);
        if (frames.GiveUp(ref input, out var frame) != FrameStatus.Complete) return entry.Reason;
        if (rules.Reader.TryRead(frame.Segment, out var packet) == PacketStatus.Refused) return packet.Fault.Entry.Code;
        var station = stations.Find(packet.Mn);
        // The window is about the moment of reception, not of release.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(entry.ReceivedAt);
        var admission = AdmitPacket.Decide(frame, packet, station, rules.Rulings, at);
        if (!admission.IsAdmitted && !(allowTime && admission.Reason == RefusalReasons.OutsideTimeWindow)) return admission.Reason;
        var packed = RawEntry.Of(packet, frame, station!, admission.Marks | RawMarks.Released, entry.Peer, entry.ReceivedAt);
        packed.Owner = waiting;
        gateway.Commits.Add(packed, frame.Raw, default);
        return null;
    }

    /// <summary>Now, for callers that write who did it.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    private sealed class Waiting : IAwaitCommit
    {
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int committed, wanted = int.MaxValue;

        public void Committed(RawOutcome outcome)
        {
            if (Interlocked.Increment(ref committed) >= Volatile.Read(ref wanted)) all.TrySetResult();
        }

        public Task All(int count)
        {
            Volatile.Write(ref wanted, count);
            if (Volatile.Read(ref committed) >= count) all.TrySetResult();
            return all.Task;
        }
    }
}
