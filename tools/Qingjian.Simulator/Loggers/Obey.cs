using System.Buffers;
using System.Globalization;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.Simulator.Loggers;

/// <summary>What a logger does when the host asks: 9011, then data, then 9012 (HJ 212-2017 6.1).</summary>
internal sealed class Obey(Plant plant, Uploads uploads, Func<DateTime> now)
{
    private int bottle;

    public bool RealtimeWanted { get; private set; } = true;
    public int RealtimeSeconds { get; private set; } = plant.RealtimeSeconds;
    public int MinuteInterval { get; private set; } = plant.MinuteInterval;
    public TimeSpan ClockShift { get; private set; }

    public async Task Hear(HostRequest request, Link link)
    {
        try
        {
            // Notices are answered with 9013 alone.
            if (request.Command is 2012 or 2022)
            {
                if (request.Command == 2012) RealtimeWanted = false;
                await Answer(link, request, 9013);
                return;
            }
            await Answer(link, request, 9011, area => area.Field("QnRtn", 1));
            var result = await Do(request, link);
            await Answer(link, request, 9012, area => area.Field("ExeRtn", result));
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException) { }
    }

    private async Task<int> Do(HostRequest request, Link link)
    {
        switch (request.Command)
        {
            case 1011:
                await Reply(link, request, area => area.Field("SystemTime", now()));
                return 1;
            case 1012:
                if (request.Field("SystemTime") is { } text && DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                    ClockShift += time - now();
                return 1;
            case 1061:
                await Reply(link, request, area => area.Field("RtdInterval", RealtimeSeconds));
                return 1;
            case 1062:
                if (!int.TryParse(request.Field("RtdInterval"), CultureInfo.InvariantCulture, out var seconds) || seconds is < 30 or > 3600) return 3;
                RealtimeSeconds = seconds;
                return 1;
            case 1063:
                await Reply(link, request, area => area.Field("MinInterval", MinuteInterval));
                return 1;
            case 1064:
                if (!int.TryParse(request.Field("MinInterval"), CultureInfo.InvariantCulture, out var minutes) || minutes is not (1 or 2 or 3 or 4 or 5 or 6 or 10 or 12 or 15 or 20 or 30)) return 3;
                MinuteInterval = minutes;
                return 1;
            case 2011:
                RealtimeWanted = true;
                return 1;
            case 2051 or 2061 or 2031:
                return await History(request, link);
            case 3012 or 3013 or 3014:
                return 1;
            case 3015 or 3022:
                bottle = bottle % 24 + 1;
                await Reply(link, request, area => area.Field("DataTime", now()).Field("VaseNo", bottle));
                return 1;
            case 3019:
                await Reply(link, request, area => area.Field("PolId", request.Field("PolId") ?? plant.Factors[0].Code).Value(request.Field("PolId") ?? plant.Factors[0].Code, Suffix.SN, $"SIM{plant.Mn[^8..]}"));
                return 1;
            case 3020:
                await Reply(link, request, area => area.Field("DataTime", now()).Field("PolId", request.Field("PolId") ?? plant.Factors[0].Code).Info("i11001", "模拟数采仪运行正常"));
                return 1;
            case 3021 or 1000 or 1072:
                return 1;
            default:
                return 2;
        }
    }

    // A history request is answered with one packet for each period, both ends inclusive, as far as the logger has data.
    private async Task<int> History(HostRequest request, Link link)
    {
        if (!Read("BeginTime", out var begin) || !Read("EndTime", out var end) || end < begin) return 3;
        var step = request.Command switch { 2051 => TimeSpan.FromMinutes(MinuteInterval), 2061 => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) };
        var sent = 0;
        for (var start = begin; start <= end && start + step <= now() && sent < 1000; start += step, sent++)
        {
            var buffer = new ArrayBufferWriter<byte>();
            uploads.Period(buffer, request.Command, start, backfill: true);
            foreach (var frame in Frames.Cut(buffer.WrittenMemory)) await link.SendAndWait(frame, default);
        }
        return sent > 0 ? 1 : 100;

        bool Read(string name, out DateTime time) =>
            DateTime.TryParseExact(request.Field(name), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private Task Answer(Link link, HostRequest request, int command, Action<DataArea>? fields = null) => Write(link, request, "91", command, fields, false);

    private Task Reply(Link link, HostRequest request, Action<DataArea> fields) => Write(link, request, plant.SystemType, request.Command, fields, false);

    private Task Write(Link link, HostRequest request, string st, int command, Action<DataArea>? fields, bool answerWanted)
    {
        var area = new DataArea();
        fields?.Invoke(area);
        var buffer = new ArrayBufferWriter<byte>();
        PacketWriter.Write(buffer, new Heading { Qn = request.Qn, St = st, Command = command, Pw = plant.Password, Mn = plant.Mn, Version = plant.Version, AnswerWanted = answerWanted }, area);
        return link.Send(buffer.WrittenMemory, default);
    }
}
