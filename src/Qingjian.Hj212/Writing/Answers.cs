using System.Buffers;

namespace Qingjian.Hj212;

/// <summary>The answers 9011, 9012, 9013 and 9014: ST=91, the QN, PW and MN of what is answered, the version bits of the
/// peer, no answer wanted.</summary>
public static class Answers
{
    /// <summary>Which answer a packet from a station calls for.</summary>
    /// <returns>9014 for data, 9013 for a notice or heartbeat, 9022 for a log-in of 2005, 0 for none and for
    /// what was refused. An unknown command is
    /// answered like data when it asks (M4).</returns>
    public static int For(in Packet packet, Rulings? rulings = null)
    {
        rulings ??= Rulings.Default;
        if (!packet.AnswerWanted || packet.Status == PacketStatus.Refused)
            return 0;
        if (packet.Qn.IsEmpty && (!rulings.AnswerWithoutQn || packet.DataTime is null))
            return 0;
        return packet.Command switch
        {
            9011 or 9012 or 9013 or 9014 or 9022 => 0,
            9015 => rulings.HeartbeatAnswer,
            9021 => 9022,
            var cn => Commands.Find(cn, Direction.Up)?.Kind == CommandKind.Notify ? 9013 : 9014,
        };
    }

    /// <summary>Writes the answer <see cref="For"/> names.</summary>
    /// <returns>False when the packet wants none; nothing is written then.</returns>
    public static bool Write(IBufferWriter<byte> output, in Packet packet, Rulings? rulings = null)
    {
        var command = For(packet, rulings);
        if (command == 0)
            return false;
        Write(output, packet, command, command == 9022 ? "QnRtn="u8 : default, 1);
        return true;
    }

    /// <summary>Writes 9011: the request is taken up, or why not (table 6).</summary>
    public static void WriteRequestAnswer(IBufferWriter<byte> output, in Packet request, int qnRtn) =>
        Write(output, request, 9011, "QnRtn="u8, qnRtn);

    /// <summary>Writes 9012: how the request ended (table 7).</summary>
    public static void WriteResult(IBufferWriter<byte> output, in Packet request, int exeRtn) =>
        Write(output, request, 9012, "ExeRtn="u8, exeRtn);

    /// <summary>Writes 9013: a notice has been heard.</summary>
    public static void WriteNoticeAnswer(IBufferWriter<byte> output, in Packet notice) =>
        Write(output, notice, 9013, default, 0);

    private static void Write(IBufferWriter<byte> output, in Packet packet, int command, ReadOnlySpan<byte> field, int value)
    {
        var frame = new FrameBuilder(output.GetSpan(FrameBuilder.Longest));
        if (!packet.Qn.IsEmpty)
        {
            frame.Put("QN="u8);
            frame.Put(packet.Qn);
            frame.Put(";"u8);
        }
        else if (packet.DataTime is { } time)
        {
            Span<byte> made = stackalloc byte[17];
            Times.Write(time, made);
            frame.Put("QN="u8);
            frame.Put(made);
            frame.Put(";"u8);
        }
        frame.Put("ST=91;CN="u8);
        frame.Put(command);
        frame.Put(";PW="u8);
        frame.Put(packet.Pw);
        frame.Put(";MN="u8);
        frame.Put(packet.Mn);
        frame.Put(";Flag="u8);
        frame.Put(packet.Flag & ~3);
        frame.Put(";"u8);
        frame.BeginArea();
        if (!field.IsEmpty)
        {
            frame.Put(field);
            frame.Put(value);
        }
        output.Advance(frame.Finish(codec: null, default));
    }
}
