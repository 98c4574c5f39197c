using System.Text;

namespace Qingjian.Hj212;

/// <summary>Which split message a part belongs to. The QN is not in it: every part has its own.</summary>
/// <param name="Mn">MN.</param>
/// <param name="St">System type.</param>
/// <param name="Command">Command number.</param>
/// <param name="DataTime">Beijing time; null while no part with a DataTime has come.</param>
/// <param name="PartCount">PNUM.</param>
public sealed record SplitKey(string Mn, string St, int Command, DateTime? DataTime, int PartCount);

/// <summary>How a split message stands.</summary>
public enum SplitState
{
    /// <summary>Parts are missing.</summary>
    Waiting,

    /// <summary>All parts are there and each stood alone.</summary>
    Complete,

    /// <summary>All parts are there and some did not stand alone: only <see cref="SplitSet.Readable"/> can be read.</summary>
    Joined,

    /// <summary>This part was there already.</summary>
    Repeated,

    /// <summary>Not joined: too many parts or bytes, or not all in time. Raw parts stay as they are.</summary>
    GivenUp,
}

/// <summary>A split message as it stands.</summary>
/// <param name="Key">Which message.</param>
/// <param name="State">How it stands.</param>
/// <param name="Missing">Part numbers not yet there.</param>
/// <param name="Readable">What can be read now, as one data segment without PNUM and PNO; empty when nothing can. While parts are
/// missing: the whole items of the part just taken. Complete or joined: the whole message. Told by <see cref="Joiner.Expire"/> or
/// given up: the whole items of everything that came.</param>
/// <param name="Tickets">What the caller gave with each part that is there, in the order they came.</param>
public sealed record SplitSet(
    SplitKey Key, SplitState State, IReadOnlyList<int> Missing, ReadOnlyMemory<byte> Readable, IReadOnlyList<object> Tickets);

/// <summary>Puts split messages together. Every part is stored and answered on its own beforehand; this is for parts cut
/// inside an item, and to know when a message is whole. The last item of a part is held back while the next part may bring the
/// rest of its last value. Memory is bounded by <see cref="Rulings.MostJoinedBytes"/> for a
/// message and by the total given. Not for use by two threads at once.</summary>
public sealed class Joiner(Rulings? rulings = null, Terms? terms = null, long mostBytes = 64L << 20)
{
    private const int MostRemembered = 10_000;

    private readonly Rulings _rulings = rulings ?? Rulings.Default;
    private readonly JoinText _text = new(terms ?? Terms.Default);
    private readonly Dictionary<(string Mn, string St, int Command, int Count), List<OpenSplit>> _open = [];
    // Parts of messages that are done: one sent again under a new QN must not open its message anew.
    private readonly Dictionary<(SplitKey Key, int Part, int Hash), DateTimeOffset> _done = [];
    private long _bytes;

    /// <summary>Bytes held.</summary>
    public long HeldBytes => _bytes;

    /// <summary>Messages some parts of which are missing.</summary>
    public int Open => _open.Count;

    /// <summary>Takes one part.</summary>
    /// <param name="packet">A packet with <see cref="Packet.IsSplit"/>.</param>
    /// <param name="status">What the reader made of it.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <param name="ticket">Given back with the set, so that the caller knows which parts it is made of.</param>
    public SplitSet Add(in Packet packet, PacketStatus status, DateTimeOffset now, object? ticket = null)
    {
        var place = (Encoding.UTF8.GetString(packet.Mn), Encoding.ASCII.GetString(packet.St), packet.Command, packet.PartCount);
        var key = new SplitKey(place.Item1, place.Item2, packet.Command, packet.DataTime, packet.PartCount);
        if (packet.PartCount > _rulings.MostParts || status == PacketStatus.Refused || !packet.IsSplit)
            return new(key, SplitState.GivenUp, [], status == PacketStatus.Sound ? packet.Segment.ToArray() : default, []);

        if (!_open.TryGetValue(place, out var sets))
            sets = [];
        OpenSplit? set = null;
        foreach (var open in sets)
        {
            if (!open.Fits(key.DataTime))
                continue;
            if (open.Holds(packet.PartNumber, packet.Area))
                return new(open.Key, SplitState.Repeated, open.Missing, default, open.Tickets);
            if (set is null && open.IsFree(packet.PartNumber))
                set = open;
        }
        if (set is null && _done.TryGetValue((key, packet.PartNumber, OpenSplit.HashOf(packet.Area)), out var until) && now < until)
            return new(key, SplitState.Repeated, [], default, []);
        if (set is null)
            sets.Add(set = new(key, now));
        _open[place] = sets;
        _bytes += set.Put(packet, status == PacketStatus.Sound, ticket);
        if (set.Missing.Count > 0)
        {
            if (set.Bytes <= _rulings.MostJoinedBytes && Shrink(set))
                return new(set.Key, SplitState.Waiting, set.Missing, JoinText.OfPart(packet, status), set.Tickets);
            Remove(place, set);
            return new(set.Key, SplitState.GivenUp, set.Missing, _text.Salvage(set), set.Tickets);
        }
        Remove(place, set);
        Remember(set, now);
        return new(set.Key, set.AllAlone ? SplitState.Complete : SplitState.Joined, [], _text.Join(set), set.Tickets);
    }

    /// <summary>What has waited too long: each message is told once, as waiting, after <see cref="Rulings.SplitIncompleteAfter"/>,
    /// and given up after <see cref="Rulings.JoinWithin"/>.</summary>
    public IReadOnlyList<SplitSet> Expire(DateTimeOffset now)
    {
        var told = new List<SplitSet>();
        foreach (var (place, sets) in _open.ToList())
        {
            foreach (var set in sets.ToList())
            {
                if (now - set.Since >= _rulings.JoinWithin)
                {
                    Remove(place, set);
                    told.Add(new(set.Key, SplitState.GivenUp, set.Missing, _text.Salvage(set), set.Tickets));
                }
                else if (!set.WasTold && now - set.Since >= _rulings.SplitIncompleteAfter)
                {
                    set.WasTold = true;
                    told.Add(new(set.Key, SplitState.Waiting, set.Missing, _text.Salvage(set), set.Tickets));
                }
            }
        }
        foreach (var (part, until) in _done.ToList())
            if (now >= until)
                _done.Remove(part);
        return told;
    }

    private void Remember(OpenSplit set, DateTimeOffset now)
    {
        if (_done.Count >= MostRemembered)
            _done.Clear();
        for (var n = 0; n < set.Areas.Count; n++)
        {
            var hash = OpenSplit.HashOf(set.Areas[n]);
            _done[(set.Key, n + 1, hash)] = now + _rulings.JoinWithin;
            // A part without a DataTime may be the next message's with the same values: not remembered as long.
            _done[(set.Key with { DataTime = null }, n + 1, hash)] = now + _rulings.SplitIncompleteAfter;
        }
    }

    // Over the total the oldest messages go first; false when the newest itself does not fit.
    private bool Shrink(OpenSplit newest)
    {
        while (_bytes > mostBytes)
        {
            var (place, oldest) = _open.SelectMany(p => p.Value, (p, s) => (p.Key, Set: s)).MinBy(p => p.Set.Since);
            if (oldest == newest)
                return false;
            Remove(place, oldest);
        }
        return true;
    }

    private void Remove((string, string, int, int) place, OpenSplit set)
    {
        _bytes -= set.Bytes;
        var sets = _open[place];
        sets.Remove(set);
        if (sets.Count == 0)
            _open.Remove(place);
    }
}
