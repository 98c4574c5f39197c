using System.Buffers;
using System.Net.Sockets;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.Simulator.Loggers;

/// <summary>Counts of all loggers of a run.</summary>
internal sealed class Tally
{
    public long Sent;
    public long Answered;
    public long Unanswered;
    public int Connected;
    public long Messages;
}

/// <summary>A logger's life: connect, fill in history, then send as time goes by and obey the host; connect again when cut off.</summary>
internal sealed class Logger(Plant plant, int place, string host, int port, TimeProvider clock, Tally tally)
{
    private const int Window = 32;
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private readonly Uploads uploads = new(plant, place);

    /// <summary>One logger of twenty-three has a clock that runs eight minutes ahead until the host sets it.</summary>
    private TimeSpan WrongClock => place % 23 == 11 ? TimeSpan.FromMinutes(8) : TimeSpan.Zero;

    /// <summary>A logger of 2025 makes the five-minute means of the furnace itself; one of 2017 sends its probes every five minutes.</summary>
    private bool SendsFurnaceMeans => plant.Version == ProtocolVersion.V2025 && plant.Factors.Any(factor => factor.Code == "a01901");

    /// <summary>One logger of thirty falls silent for ten minutes of each hour.</summary>
    private bool SilentNow(DateTime local) => place % 30 == 17 && local.Minute is >= 20 and < 30;

    private readonly TaskCompletionSource history = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the history has been sent.</summary>
    public Task History => history.Task;

    public async Task Run(int historyDays, CancellationToken stop)
    {
        // History is sent while live data go on: it writes into a buffer of its own.
        var obey = new Obey(plant, new Uploads(plant, place), Now);
        var filled = false;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var link = await Link.Open(host, port, obey.Hear, stop);
                Interlocked.Increment(ref tally.Connected);
                try
                {
                    if (!filled && historyDays > 0) await Fill(link, historyDays, stop);
                    filled = true;
                    history.TrySetResult();
                    await Live(link, obey, stop);
                }
                finally { Interlocked.Decrement(ref tally.Connected); }
            }
            catch (Exception fault) when (fault is SocketException or IOException) { }
            catch (OperationCanceledException) { return; }
            try { await Task.Delay(TimeSpan.FromSeconds(3 + place % 5), clock, stop); }
            catch (OperationCanceledException) { return; }
        }
    }

    private DateTime Now() => clock.GetUtcNow().ToOffset(Beijing).DateTime;

    // Hours and days of the whole stretch, minutes of its last two days. Some hours come in reversed order, some never.
    private async Task Fill(Link link, int days, CancellationToken stop)
    {
        var now = Now();
        var hour = now.Date.AddHours(now.Hour);
        var sends = new List<(int Command, DateTime Start)>();
        var recent = now.Date.AddDays(-Math.Min(2, days));
        var minute = TimeSpan.FromMinutes(plant.MinuteInterval);
        // What is fresh goes first, as after a broken link; the weeks before follow.
        if (plant.Habit is null)
        {
            Hours(recent, hour);
            for (var at = recent; at + minute <= now; at += minute) sends.Add((2051, at));
            if (SendsFurnaceMeans)
                for (var at = recent; at.AddMinutes(5) <= now; at = at.AddMinutes(5)) sends.Add((2111, at));
            Hours(now.Date.AddDays(-days), recent);
        }
        else
        {
            // Electricity has no other history than 2011.
            for (var at = recent; at <= now; at = at.AddMinutes(5)) sends.Add((2011, at));
            for (var at = now.Date.AddDays(-days); at < recent; at = at.AddMinutes(15)) sends.Add((2011, at));
        }
        if (place % 9 == 3) sends.Reverse();

        using var window = new SemaphoreSlim(Window);
        var running = new List<Task>();
        foreach (var (command, start) in sends)
        {
            var buffer = new ArrayBufferWriter<byte>();
            if (command == 2011) uploads.Realtime(buffer, start, backfill: true);
            else if (command == 2111) uploads.FurnaceMean(buffer, start);
            else uploads.Period(buffer, command, start, backfill: true);
            foreach (var frame in Frames.Cut(buffer.WrittenMemory))
            {
                await window.WaitAsync(stop);
                running.Add(One(frame));
            }
        }
        await Task.WhenAll(running);

        void Hours(DateTime from, DateTime to)
        {
            for (var at = from; at < to; at = at.AddHours(1))
                if (!Script.Missing(plant, at)) sends.Add((2061, at));
            for (var day = from; day < to && day.AddDays(1) <= now; day = day.AddDays(1)) sends.Add((2031, day));
        }

        async Task One(ReadOnlyMemory<byte> frame)
        {
            try { await Count(link, frame, stop); }
            finally { window.Release(); }
        }
    }

    private async Task Live(Link link, Obey obey, CancellationToken stop)
    {
        var next = Now();
        var minutes = Floor(Now(), TimeSpan.FromMinutes(obey.MinuteInterval));
        var hour = Floor(Now(), TimeSpan.FromHours(1));
        var day = Now().Date;
        var slot = Floor(Now(), TimeSpan.FromMinutes(5));
        var turn = 0;
        while (!link.IsClosed)
        {
            var now = Now();
            if (!SilentNow(now))
            {
                if (obey.RealtimeWanted && now >= next)
                {
                    var buffer = new ArrayBufferWriter<byte>();
                    uploads.Realtime(buffer, Seconds(now + WrongClock + obey.ClockShift));
                    await SendAll(link, buffer.WrittenMemory, damaged: place % 20 == 7 && ++turn % 15 == 1, stop);
                    next = now.AddSeconds(obey.RealtimeSeconds);
                }
                if (plant.Habit is null) await Periods(now);
            }
            await Task.Delay(TimeSpan.FromSeconds(1), clock, stop);
        }

        async Task Periods(DateTime now)
        {
            var minuteNow = Floor(now, TimeSpan.FromMinutes(obey.MinuteInterval));
            if (minuteNow > minutes) await Period(2051, minutes);
            minutes = minuteNow;
            var slotNow = Floor(now, TimeSpan.FromMinutes(5));
            if (SendsFurnaceMeans && slotNow > slot)
            {
                var buffer = new ArrayBufferWriter<byte>();
                uploads.FurnaceMean(buffer, slot);
                await SendAll(link, buffer.WrittenMemory, damaged: false, stop);
            }
            slot = slotNow;
            var hourNow = Floor(now, TimeSpan.FromHours(1));
            // A dropped hour is sent only when the host asks for it.
            if (hourNow > hour && !Script.Missing(plant, hour))
            {
                await Period(2061, hour);
                // One logger re-sends the hour before with a lower value: "data changed after alarm".
                if (place % 40 == 4 && hour.Hour % 6 == 2) await Period(2061, hour.AddHours(-1), 0.6);
            }
            hour = hourNow;
            if (now.Date > day) await Period(2031, day);
            day = now.Date;
        }

        async Task Period(int command, DateTime start, double change = 1)
        {
            var buffer = new ArrayBufferWriter<byte>();
            uploads.Period(buffer, command, start, backfill: change != 1, change);
            await SendAll(link, buffer.WrittenMemory, damaged: false, stop);
        }
    }

    private async Task SendAll(Link link, ReadOnlyMemory<byte> frames, bool damaged, CancellationToken stop)
    {
        foreach (var frame in Frames.Cut(frames))
        {
            if (damaged) await link.Send(Frames.WithBadCrc(frame), stop);
            await Count(link, frame, stop);
        }
    }

    private async Task Count(Link link, ReadOnlyMemory<byte> frame, CancellationToken stop)
    {
        Interlocked.Increment(ref tally.Sent);
        if (await link.SendAndWait(frame, stop)) Interlocked.Increment(ref tally.Answered);
        else Interlocked.Increment(ref tally.Unanswered);
    }

    private static DateTime Floor(DateTime time, TimeSpan step) => new(time.Ticks - time.Ticks % step.Ticks);

    private static DateTime Seconds(DateTime time) => Floor(time, TimeSpan.FromSeconds(1));
}
