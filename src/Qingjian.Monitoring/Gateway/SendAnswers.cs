using System.Buffers;
using Qingjian.Monitoring.Gateway.Raw;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Sends the answers of a batch that has been committed. Answers to one connection that follow each other go out in one piece.</summary>
internal static class SendAnswers
{
    private const int Piece = 8 * 1024;

    public static int Run(RawBatch batch)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        var (length, count) = (0, 0);
        StationSession? to = null;
        foreach (ref readonly var entry in batch.Entries)
        {
            if (entry.Outcome != RawOutcome.Repeat) (entry.Line as Link)?.Stored(entry.Id.Value);
            if (entry.Owner is IAwaitCommit waiting) waiting.Committed(entry.Outcome);
            if (entry.AnswerLength == 0 || entry.Owner is not StationSession session) continue;
            if (session != to || length + entry.AnswerLength > buffer.Length)
            {
                if (length > 0) to!.Send(buffer.AsSpan(0, length));
                (to, length) = (session, 0);
            }
            batch.AnswerTo(entry).CopyTo(buffer.AsSpan(length));
            length += entry.AnswerLength;
            count++;
        }
        if (length > 0) to!.Send(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return count;
    }
}

/// <summary>An owner that wants to know when its packet is durable.</summary>
internal interface IAwaitCommit
{
    void Committed(RawOutcome outcome);
}
