using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.SystemTests.Loggers;

/// <summary>One connection that means no good. It never closes by itself.</summary>
internal sealed class HostileClient : IDisposable
{
    public enum Kind { Garbage, HugeLength, SlowDrip, HalfOpen, NeverReading, BadCrc, UnknownMn, WrongOrder, NulBytes, EndlessLine }

    /// <summary>Kinds that bring no sound packet: the gateway has to close them by itself.</summary>
    public static readonly IReadOnlyList<Kind> WithoutPacket = [Kind.Garbage, Kind.HugeLength, Kind.SlowDrip, Kind.HalfOpen, Kind.BadCrc, Kind.NulBytes, Kind.EndlessLine];

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Kind kind;
    private readonly Plant plant;
    private readonly int number;

    /// <param name="kind">What it does.</param>
    /// <param name="plant">The registered logger whose name it uses.</param>
    /// <param name="number">Unlike for all of them; gives its address, ten to each.</param>
    public HostileClient(Kind kind, Plant plant, int number)
    {
        (this.kind, this.plant, this.number) = (kind, plant, number);
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(1 + (int)kind), (byte)(1 + number / 100)]), 0));
        if (kind == Kind.NeverReading) socket.ReceiveBufferSize = 1024;
    }

    /// <summary>The other side has closed the connection.</summary>
    public bool Cut { get; private set; }

    /// <summary>Does its worst until it is cut off or stopped.</summary>
    public async Task Run(int port, CancellationToken stop)
    {
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, stop);
            await Attack(stop);
            // Answers, if any, are swallowed; the end of the stream is what matters.
            var sink = new byte[1024];
            if (kind == Kind.NeverReading) await Task.Delay(Timeout.Infinite, stop);
            while (await socket.ReceiveAsync(sink, stop) > 0) { }
            Cut = true;
        }
        catch (SocketException) { Cut = true; }
        catch (OperationCanceledException) { }
    }

    private async Task Attack(CancellationToken stop)
    {
        var sound = Numbered.Packet(plant, 100_000 + number);
        switch (kind)
        {
            case Kind.Garbage:
                var noise = new byte[4096];
                new Random(number).NextBytes(noise);
                await Repeat(noise, 60, stop);
                break;
            case Kind.HugeLength:
                await Repeat("##9999QN=20261122101112001;ST=31;CN=2011;"u8.ToArray(), 60, stop);
                break;
            case Kind.SlowDrip:
                foreach (var each in sound[..^4])
                {
                    await socket.SendAsync((byte[])[each], stop);
                    await Task.Delay(400, stop);
                }
                break;
            case Kind.HalfOpen:
                if (number % 2 == 0) await socket.SendAsync(sound.AsMemory(0, sound.Length / 2), stop);
                break;
            case Kind.NeverReading:
                await Repeat(sound, 40, stop);
                break;
            case Kind.BadCrc:
                for (var i = sound.Length - 6; i < sound.Length - 2; i++) sound[i] = sound[i] == (byte)'7' ? (byte)'8' : (byte)'7';
                await Repeat(sound, 40, stop);
                break;
            case Kind.UnknownMn:
                await Repeat(Numbered.Packet(plant with { Mn = $"66{number:D22}" }, number), 20, stop);
                break;
            case Kind.WrongOrder:
                foreach (var part in (int[])[3, 1, 2]) await socket.SendAsync(Part(part), stop);
                break;
            case Kind.NulBytes:
                await Repeat(new byte[2048], 60, stop);
                break;
            default:
                var line = new byte[10 * 1024 * 1024];
                Array.Fill(line, (byte)'A');
                "##0400"u8.CopyTo(line);
                await Repeat(line, 1, stop);
                break;
        }
    }

    private async Task Repeat(byte[] bytes, int times, CancellationToken stop)
    {
        for (var n = 0; n < times; n++)
        {
            for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), stop);
            await Task.Delay(20, stop);
        }
    }

    private byte[] Part(int part)
    {
        var qn = Numbered.Qn(200_000 + number * 3 + part);
        var segment = $"QN={qn};ST=31;CN=2051;PW={plant.Password};MN={plant.Mn};Flag=7;PNUM=3;PNO={part};CP=&&DataTime={qn[..12]}00;a01011-Avg={part}.5&&";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"##{segment.Length:D4}{segment}{Crc.Compute(Encoding.ASCII.GetBytes(segment)):X4}\r\n"));
    }

    public void Dispose() => socket.Dispose();
}
