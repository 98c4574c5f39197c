using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Qingjian.Hj212;

namespace Qingjian.Bench;

/// <summary>Loggers on one thread over epoll, in a process of their own so that their cost is not counted as the gateway's. Each sends a
/// ten-factor packet with fresh QN, DataTime, values and CRC, waits for its answer, then sends the next.</summary>
internal static unsafe class IngestLoad
{
    internal sealed record Result(long Answers, double Seconds, double P50, double P99, double Max, long Unanswered, double CpuSeconds);

    public static int Run(string[] args)
    {
        var (port, connections, seconds, rate) = (Int(args[1]), Int(args[2]), Int(args[3]), Int(args[4]));
        var loggers = new Logger[connections];
        var epoll = epoll_create1(0);
        for (var n = 0; n < connections; n++)
        {
            loggers[n] = new Logger(port, n);
            var wanted = new EpollEvent { Events = 1, Data = n };
            if (epoll_ctl(epoll, 1, (int)loggers[n].Socket.Handle, &wanted) != 0) throw new InvalidOperationException("epoll_ctl");
        }
        var latencies = new List<int>(seconds * 40_000);
        var warmUp = Stopwatch.Frequency * 2;
        var start = Stopwatch.GetTimestamp();
        var end = start + warmUp + Stopwatch.Frequency * seconds;
        var perPacket = rate > 0 ? Stopwatch.Frequency / (double)rate : 0;
        long counted = 0, sent = 0;
        var events = stackalloc EpollEvent[512];
        var idle = new Queue<Logger>(loggers);
        while (Stopwatch.GetTimestamp() is var now && now < end)
        {
            // With a rate, packets leave on a schedule and wait for nobody; latency counts from when they should have left.
            while (idle.Count > 0 && (rate == 0 || start + sent * perPacket <= now))
            {
                idle.Dequeue().Send(rate == 0 ? Stopwatch.GetTimestamp() : (long)(start + sent * perPacket));
                sent++;
            }
            var ready = epoll_wait(epoll, events, 512, 1);
            for (var n = 0; n < ready; n++)
            {
                var logger = loggers[events[n].Data];
                if (!logger.Receive(out var since)) continue;
                idle.Enqueue(logger);
                var at = Stopwatch.GetTimestamp();
                if (at - start < warmUp) continue;
                counted++;
                latencies.Add((int)((at - since) * 1_000_000 / Stopwatch.Frequency));
            }
        }
        latencies.Sort();
        var unanswered = loggers.Count(logger => logger.Waiting);
        Console.WriteLine(JsonSerializer.Serialize(new Result(counted, seconds, At(latencies, 0.5), At(latencies, 0.99),
            latencies.Count == 0 ? 0 : latencies[^1] / 1000.0, unanswered, Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds)));
        return 0;
    }

    /// <summary>Each logger sends one packet, has its answer, and holds its connection until the input ends.</summary>
    public static int Idle(string[] args)
    {
        var loggers = Enumerable.Range(0, Int(args[2])).Select(n =>
        {
            var logger = new Logger(Int(args[1]), n);
            logger.Send(Stopwatch.GetTimestamp());
            return logger;
        }).ToList();
        var patience = Stopwatch.StartNew();
        while (loggers.Exists(logger => logger.Waiting) && patience.Elapsed < TimeSpan.FromMinutes(1))
        {
            foreach (var logger in loggers.Where(logger => logger.Waiting)) logger.Receive(out _);
            Thread.Sleep(5);
        }
        Console.WriteLine(loggers.Count(logger => !logger.Waiting));
        Console.In.ReadToEnd();
        return 0;
    }

    private static double At(List<int> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)(sorted.Count * share)] / 1000.0;

    internal static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>MN of the n-th logger, 24 characters.</summary>
    public static string MnOf(int n) => $"010000A8900016F0{n:X8}";

    private sealed class Logger
    {
        private static readonly byte[] Digits = "0123456789"u8.ToArray();
        private readonly byte[] packet;
        private readonly int qnAt, timeAt, crcAt;
        private readonly List<int> valuesAt = [];
        private readonly byte[] answer = new byte[512];
        private readonly Random random;
        private DateTime clock;
        private long since;

        public Logger(int port, int number)
        {
            random = new Random(number);
            clock = Times.ToLocal(DateTimeOffset.UtcNow).AddDays(-1).Date.AddSeconds(number % 30);
            var area = string.Join(';', Codes.Select(code => $"{code}-Rtd=000.00,{code}-Flag=N"));
            var segment = $"QN=20260701083000123;ST=31;CN=2011;PW=123456;MN={MnOf(number)};Flag=5;CP=&&DataTime=20260701083000;{area}&&";
            var text = $"##{segment.Length:0000}{segment}0000\r\n";
            packet = Encoding.ASCII.GetBytes(text);
            qnAt = text.IndexOf("QN=", StringComparison.Ordinal) + 3;
            timeAt = text.IndexOf("DataTime=", StringComparison.Ordinal) + 9;
            crcAt = packet.Length - 6;
            for (var at = text.IndexOf("Rtd=", StringComparison.Ordinal); at >= 0; at = text.IndexOf("Rtd=", at + 1, StringComparison.Ordinal)) valuesAt.Add(at + 4);
            Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(1 + number / 200), (byte)(1 + number % 200)]), 0));
            Socket.Connect(IPAddress.Loopback, port);
            Socket.Blocking = false;
        }

        public Socket Socket { get; }

        public bool Waiting { get; private set; }

        public void Send(long dueAt)
        {
            since = dueAt;
            clock = clock.AddSeconds(30);
            Put(clock, packet.AsSpan(timeAt, 14));
            Put(clock, packet.AsSpan(qnAt, 14));
            foreach (var at in valuesAt)
            {
                var value = random.Next(1, 99999);
                packet[at] = Digits[value / 10000];
                packet[at + 1] = Digits[value / 1000 % 10];
                packet[at + 2] = Digits[value / 100 % 10];
                packet[at + 4] = Digits[value / 10 % 10];
                packet[at + 5] = Digits[value % 10];
            }
            var crc = Crc.Compute(packet.AsSpan(6, crcAt - 6));
            for (var n = 0; n < 4; n++) packet[crcAt + n] = "0123456789ABCDEF"u8[(crc >> (12 - 4 * n)) & 15];
            Socket.Send(packet);
            Waiting = true;
        }

        public bool Receive(out long sentAt)
        {
            sentAt = since;
            var read = Socket.Receive(answer, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock) return false;
            if (read == 0) throw new InvalidOperationException("the gateway closed a connection");
            if (answer.AsSpan(0, read).IndexOf("CN=9014"u8) < 0) throw new InvalidOperationException("not an answer: " + Encoding.ASCII.GetString(answer, 0, read));
            Waiting = false;
            return true;
        }

        private static void Put(DateTime at, Span<byte> digits)
        {
            Put(at.Year, digits[..4]);
            Put(at.Month, digits[4..6]);
            Put(at.Day, digits[6..8]);
            Put(at.Hour, digits[8..10]);
            Put(at.Minute, digits[10..12]);
            Put(at.Second, digits[12..14]);
        }

        private static void Put(int value, Span<byte> digits)
        {
            for (var n = digits.Length - 1; n >= 0; n--, value /= 10) digits[n] = Digits[value % 10];
        }
    }

    public static readonly string[] Codes = ["a21026", "a21002", "a34013", "a19001", "a01011", "a01012", "a01014", "a01013", "a00000", "a21005"];

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct EpollEvent
    {
        public uint Events;
        public long Data;
    }

    [DllImport("libc")] private static extern int epoll_create1(int flags);
    [DllImport("libc")] private static extern int epoll_ctl(int epoll, int op, int fd, EpollEvent* wanted);
    [DllImport("libc")] private static extern int epoll_wait(int epoll, EpollEvent* events, int most, int milliseconds);
}
