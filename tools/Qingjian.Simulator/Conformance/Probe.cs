using System.Buffers;
using System.Net.Sockets;
using System.Text;
using Qingjian.Hj212;

namespace Qingjian.Simulator.Conformance;

/// <summary>A bare connection to the server under test that sends bytes and collects what comes back.</summary>
internal sealed class Probe(string host, int port, string mn, string password, string systemType, TimeProvider clock) : IDisposable
{
    private readonly TcpClient client = new(host, port) { NoDelay = true };
    private int counter;

    public string Mn => mn;
    public string Password => password;
    public string SystemType => systemType;

    /// <summary>A QN nobody else used: now, plus a counter of milliseconds.</summary>
    public DateTime NextQn() => Now().AddMilliseconds(++counter);

    public DateTime Now()
    {
        var now = clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime;
        return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond);
    }

    /// <summary>Frames of an upload, as the library writes them.</summary>
    public byte[] Frame(int command, DateTime qn, Action<DataArea>? fields = null, ProtocolVersion version = ProtocolVersion.V2017, bool answer = true, string? asMn = null, string? pw = null)
    {
        var area = new DataArea();
        fields?.Invoke(area);
        var buffer = new ArrayBufferWriter<byte>();
        PacketWriter.Write(buffer, new Heading { Qn = qn, St = systemType, Command = command, Pw = pw ?? password, Mn = asMn ?? mn, Version = version, AnswerWanted = answer }, area);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A frame around any segment, with the CRC of the standard.</summary>
    public static byte[] Frame(string segment, string tail = "\r\n", bool lowerCase = false)
    {
        var bytes = Encoding.UTF8.GetBytes(segment);
        var crc = Crc.Compute(bytes).ToString(lowerCase ? "x4" : "X4", System.Globalization.CultureInfo.InvariantCulture);
        return [.. Encoding.ASCII.GetBytes($"##{bytes.Length:D4}"), .. bytes, .. Encoding.ASCII.GetBytes(crc + tail)];
    }

    public ValueTask Send(ReadOnlyMemory<byte> bytes) => client.GetStream().WriteAsync(bytes);

    /// <summary>All commands that came back within the time, with their QN.</summary>
    public async Task<List<(int Command, string Qn)>> Answers(int wanted, double seconds = 3)
    {
        var got = new List<(int, string)>();
        using var frames = new FrameReader();
        var packets = new PacketReader();
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            while (got.Count < wanted)
            {
                var read = await client.GetStream().ReadAsync(buffer, limit.Token);
                if (read == 0) break;
                bytes.AddRange(buffer.AsSpan(0, read));
                var input = new ReadOnlySequence<byte>(bytes.ToArray());
                var before = input.Length;
                while (frames.TryRead(ref input, out var frame) is var status && status != FrameStatus.NeedMore)
                    if (status == FrameStatus.Complete && packets.TryRead(frame.Segment, out var packet) != PacketStatus.Refused)
                        got.Add((packet.Command, Encoding.ASCII.GetString(packet.Qn)));
                bytes.RemoveRange(0, (int)(before - input.Length));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException) { }
        return got;
    }

    public void Dispose() => client.Dispose();
}
