using System.Collections.Immutable;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Lays out a data segment with the reader that also serves the gateway, so that both see the same.</summary>
internal sealed class SegmentInspector(InspectionSettings settings, byte[] segment, int offset)
{
    private readonly PacketReader _reader = new(settings.Rulings, settings.Terms) { Trace = [] };

    internal List<InspectedField> Fields { get; } = [];
    internal List<InspectedFinding> Findings { get; } = [];
    internal InspectedFinding? Refusal { get; private set; }
    internal ProtocolVersion Version { get; private set; }
    internal string Mn { get; private set; } = "";
    internal int Command { get; private set; }
    internal Command? Row { get; private set; }
    internal Direction Direction { get; private set; }
    internal int AnswerDue { get; private set; }

    internal void Lay()
    {
        var status = _reader.TryRead(segment, out var packet);
        foreach (var (finding, at) in _reader.Trace!)
            Findings.Add(InspectedFinding.Of(finding, offset + at));
        if (status != PacketStatus.Sound)
        {
            var fault = InspectedFinding.Of(packet.Fault.Rule, offset + packet.Fault.Offset);
            Findings.Add(fault);
            Refusal = status == PacketStatus.Refused ? fault : null;
        }
        Version = packet.Version;
        Mn = Texts.Decode(packet.Mn);
        Command = packet.Command;
        Direction = CommandShape.DirectionOf(packet);
        Row = Commands.Find(packet.Command, Direction);
        AnswerDue = status == PacketStatus.Refused || Direction == Direction.Down ? 0 : Answers.For(packet, settings.Rulings);
        if (status == PacketStatus.Sound && Row is not null)
            Findings.AddRange(CommandShape.Faults(packet, Row).Select(f => InspectedFinding.Of(f.Rule, offset + f.Offset)));
        Suspect(packet);

        LayHeader();
        LayPairs(packet);
        if (packet.Fault.Rule != Finding.None)
            LayRest(packet.Fault.Offset);
    }

    private void Suspect(in Packet packet)
    {
        foreach (var pair in packet.Pairs)
        {
            if (Values.IsMeasured(pair.Suffix) && PollutantOf(pair) is { } pollutant && pair.TryGetNumber(out var number)
                && pollutant.IsSuspect(number))
                Findings.Add(InspectedFinding.Of(Finding.ValueSuspect, offset + pair.ValueOffset));
        }
    }

    private void LayHeader()
    {
        var end = segment.AsSpan().IndexOf("CP=&&"u8);
        var header = segment.AsSpan(0, end < 0 ? segment.Length : end);
        for (var at = 0; at < header.Length;)
        {
            var length = header[at..].IndexOfAny((byte)';', (byte)',');
            length = length < 0 ? header.Length - at : length;
            var text = header.Slice(at, length);
            var equals = text.IndexOf((byte)'=');
            var name = Texts.Decode(equals < 0 ? text : text[..equals]).Trim();
            var value = equals < 0 ? "" : Texts.Decode(text[(equals + 1)..]).Trim();
            if (length > 0)
                Add(at, length, name, HeaderMeaning.NameOf(name), "", HeaderMeaning.Of(name, value, Row));
            at += length + 1;
        }
        if (end >= 0)
            Add(end, 5, "CP", "指令参数", "", "数据区开始");
    }

    private void LayPairs(in Packet packet)
    {
        for (var i = 0; i < packet.Pairs.Count; i++)
        {
            var pair = packet.Pairs[i];
            ref readonly var slot = ref _reader.PairAt(i);
            var pollutant = PollutantOf(pair);
            var at = slot.NameStart;
            var (nameZh, unit, meaning) = Values.Explain(packet, pair, pollutant);
            Add(at, slot.ValueStart + slot.ValueLength - at, Texts.Decode(pair.Name), nameZh, unit, meaning);
        }
    }

    private void LayRest(int from)
    {
        var last = Fields.Count == 0 ? 0 : Fields.Max(f => f.Offset + f.Length) - offset;
        from = Math.Max(last, Math.Min(from, segment.Length));
        if (from < segment.Length)
            Add(from, segment.Length - from, "", "未读部分", "", "从这里起没有读出");
    }

    private Pollutant? PollutantOf(in Pair pair) => settings.Medium != Medium.Unknown && pair.Suffix != Suffix.None
        ? Pollutants.Find(pair.Code, settings.Medium)
        : pair.Pollutant;

    private void Add(int at, int length, string name, string nameZh, string unit, string meaning)
    {
        var from = offset + at;
        var found = Findings.Where(f => f.Offset >= from && f.Offset < from + Math.Max(1, length)).ToImmutableArray();
        Fields.Add(new(from, length, RawText.Of(segment.AsSpan(at, length)), name, nameZh, unit, meaning, found));
    }
}
