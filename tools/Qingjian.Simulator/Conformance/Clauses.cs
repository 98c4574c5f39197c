using System.Globalization;
using Qingjian.Hj212;
using Qingjian.Simulator.Loggers;

namespace Qingjian.Simulator.Conformance;

/// <summary>The clauses a host (上位机) is tried against.</summary>
internal static class Clauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("C01", "HJ 212-2017 6.5", "实时数据上传（2011，Flag=5）得到 9014，QN 相同", p => Answered(p, p.Frame(2011, p.NextQn(), Realtime(p)), 9014)),
        new("C02", "HJ 212-2017 6.5", "分钟数据上传（2051）得到 9014", p => Answered(p, p.Frame(2051, p.NextQn(), Period(p, TimeSpan.FromMinutes(10))), 9014)),
        new("C03", "HJ 212-2017 6.5", "小时数据上传（2061）得到 9014", p => Answered(p, p.Frame(2061, p.NextQn(), Period(p, TimeSpan.FromHours(1))), 9014)),
        new("C04", "HJ 212-2017 6.5", "日数据上传（2031）得到 9014", p => Answered(p, p.Frame(2031, p.NextQn(), Period(p, TimeSpan.FromDays(1))), 9014)),
        new("C05", "HJ 212-2017 6.3", "不要求应答（Flag=4）时不应答", p => Unanswered(p, p.Frame(2011, p.NextQn(), Realtime(p), answer: false))),
        new("C06", "HJ 212-2017 6.5", "通知命令 1013 得到 9013", p => Answered(p, p.Frame(1013, p.NextQn()), 9013)),
        new("C07", "HJ 212-2017 附录A", "CRC 错误的报文不应答", p => Unanswered(p, Frames.WithBadCrc(p.Frame(2011, p.NextQn(), Realtime(p))))),
        new("C08", "HJ 212-2017 附录A", "CRC 错误之后，同一连接上的正确报文照常应答", async p =>
        {
            await p.Send(Frames.WithBadCrc(p.Frame(2011, p.NextQn(), Realtime(p))));
            return await Answered(p, p.Frame(2011, p.NextQn(), Realtime(p)), 9014);
        }),
        new("C09", "HJ 212-2017 6.3.1", "两个报文在一个 TCP 段中，各得应答", async p =>
        {
            await p.Send(p.Frame(2011, p.NextQn(), Realtime(p)).Concat(p.Frame(2011, p.NextQn(), Realtime(p))).ToArray());
            return Count(await p.Answers(2), 9014, 2);
        }),
        new("C10", "HJ 212-2017 6.3.1", "一个报文分十段到达，得到应答", async p =>
        {
            var frame = p.Frame(2011, p.NextQn(), Realtime(p));
            for (var i = 0; i < 10; i++)
            {
                await p.Send(frame.AsMemory(frame.Length * i / 10, frame.Length * (i + 1) / 10 - frame.Length * i / 10));
                await Task.Delay(20);
            }
            return Count(await p.Answers(1), 9014, 1);
        }),
        new("C11", "HJ 212-2017 6.3.2", "拆分包（Flag=7）的每一包各得应答", async p =>
        {
            var hour = Hour(p);
            var first = Split(p, 1, hour, "a21026-Avg=20.1,a21026-Flag=N");
            var second = Split(p, 2, hour, "a21002-Avg=35.4,a21002-Flag=N");
            await p.Send(first.Concat(second).ToArray());
            return Count(await p.Answers(2), 9014, 2);
        }),
        new("C12", "HJ 212-2017 6.5", "重发的报文再次得到应答", async p =>
        {
            var frame = p.Frame(2061, p.NextQn(), Period(p, TimeSpan.FromHours(1)));
            await p.Send(frame);
            var first = await p.Answers(1);
            await p.Send(frame);
            return Count([.. first, .. await p.Answers(1)], 9014, 2);
        }),
        new("C13", "平台规则", "未登记的 MN 不应答", p => Unanswered(p, p.Frame(2011, p.NextQn(), Realtime(p), asMn: "FFFFFFFFFFFFFFFFFFFFFFFF"))),
        new("C14", "平台规则", "口令错误不应答", p => Unanswered(p, p.Frame(2011, p.NextQn(), Realtime(p), pw: "zzzzzz"))),
        new("C15", "平台规则", "缺少 CP 的报文不应答", p => Unanswered(p, Probe.Frame($"QN={Qn(p)};ST={p.SystemType};CN=2011;PW={p.Password};MN={p.Mn};Flag=5"))),
        new("C16", "平台规则", "小写 CRC 予以接受", p => Answered(p, Probe.Frame($"QN={Qn(p)};ST={p.SystemType};CN=2011;PW={p.Password};MN={p.Mn};Flag=5;CP=&&DataTime={Time(p.Now())};a21026-Rtd=20.5,a21026-Flag=N&&", lowerCase: true), 9014)),
        new("C17", "平台规则", "CP 结束前多一个分号予以接受", p => Answered(p, Probe.Frame($"QN={Qn(p)};ST={p.SystemType};CN=2011;PW={p.Password};MN={p.Mn};Flag=5;CP=&&DataTime={Time(p.Now())};a21026-Rtd=20.5,a21026-Flag=N;&&"), 9014)),
        new("C18", "HJ/T 212-2005", "2005 版报文（Flag=1）得到应答", p => Answered(p, p.Frame(2011, p.NextQn(), Realtime(p), ProtocolVersion.V2005), 9014)),
        new("C19", "HJ 212-2025", "2025 版报文（Flag=9）得到应答", p => Answered(p, p.Frame(2011, p.NextQn(), Realtime(p), ProtocolVersion.V2025), 9014)),
        new("C20", "HJ 212-2025", "2025 版心跳包（9015，Flag=9）得到 9013", p => Answered(p, p.Frame(9015, p.NextQn(), version: ProtocolVersion.V2025), 9013)),
    ];

    private static async Task<Outcome> Answered(Probe probe, byte[] frame, int command)
    {
        await probe.Send(frame);
        return Count(await probe.Answers(1), command, 1);
    }

    private static async Task<Outcome> Unanswered(Probe probe, byte[] frame)
    {
        await probe.Send(frame);
        var got = await probe.Answers(1, 1.5);
        return new(got.Count == 0, got.Count == 0 ? "没有应答" : $"得到 {got[0].Command}");
    }

    private static Outcome Count(List<(int Command, string Qn)> got, int command, int wanted) =>
        new(got.Count(a => a.Command == command) == wanted, got.Count == 0 ? "没有应答" : "得到 " + string.Join("、", got.Select(a => a.Command)));

    private static Action<DataArea> Realtime(Probe p) => area => area.Field("DataTime", Seconds(p.Now())).Value("a21026", Suffix.Rtd, 20.5m).Flag("a21026", 'N');

    private static Action<DataArea> Period(Probe p, TimeSpan length) => area =>
        area.Field("DataTime", new DateTime((p.Now() - length).Ticks / length.Ticks * length.Ticks)).Value("a21026", Suffix.Avg, 20.5m).Flag("a21026", 'N');

    private static byte[] Split(Probe p, int part, DateTime hour, string items) =>
        Probe.Frame($"QN={Qn(p)};ST={p.SystemType};CN=2061;PW={p.Password};MN={p.Mn};Flag=7;PNUM=2;PNO={part};CP=&&DataTime={Time(hour)};{items}&&");

    private static DateTime Hour(Probe p) => p.Now().Date.AddHours(p.Now().Hour - 2);
    private static string Qn(Probe p) => p.NextQn().ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
    private static string Time(DateTime time) => time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
    private static DateTime Seconds(DateTime time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond);
}
