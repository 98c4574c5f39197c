using System.Buffers;
using System.Text;
using Qingjian.Hj212;
using Qingjian.Monitoring.Gateway;
using Qingjian.Registry.Contract;
using Qingjian.Tests.Monitoring.Gateway;
using static Qingjian.Tests.Monitoring.Checks.Examples.CodeExample;
using CrcMode = Qingjian.Registry.Contract.CrcMode;

namespace Qingjian.Tests.Monitoring.Checks.Examples;

/// <summary>Examples of the gateway's own reasons to hold a packet back.</summary>
internal static class RefusalExamples
{
    private const string Segment = "QN=20260701083000123;ST=31;CN=2011;PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701083000;a21026-Rtd=21.35,a21026-Flag=N&&";
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 8, 30, 0, TimeSpan.FromHours(8));
    private static readonly Station Known = GatewayBench.StationOf(GatewayBench.Mn);

    internal static IEnumerable<CodeExample> All =>
    [
        Yes("mn-unknown", "nobody is registered", Held("mn-unknown", Known with { Mn = "another" })), No("mn-unknown", "registered", Held("mn-unknown", Known)),
        Edge("mn-unknown", "registered and disabled: known, stored without readings", false, Held("mn-unknown", Known with { State = MonitorState.Disabled })),
        Yes("pw-wrong", "another password", Held("pw-wrong", Known with { Password = "654321"u8.ToArray() })), No("pw-wrong", "the registered one", Held("pw-wrong", Known)),
        Edge("pw-wrong", "another one that an engineer let pass", false, Held("pw-wrong", Known with { Password = "654321"u8.ToArray(), AcceptWrongPassword = true })),
        Yes("crc-modbus", "a Modbus check sum", Held("crc-modbus", Known, modbus: true)), No("crc-modbus", "the one of annex A", Held("crc-modbus", Known)),
        Edge("crc-modbus", "Modbus at a monitor that may", false, Held("crc-modbus", Known with { CrcMode = CrcMode.AllowModbus }, modbus: true)),
        Yes("time-window", "eleven minutes ahead", Held("time-window", Known, ahead: 11)), No("time-window", "now", Held("time-window", Known)), Edge("time-window", "exactly ten minutes ahead", false, Held("time-window", Known, ahead: 10)),
    ];

    private static Func<bool> Held(string reason, Station station, bool modbus = false, int ahead = 0) => () =>
    {
        var segment = Encoding.ASCII.GetBytes(Segment);
        var crc = modbus ? Crc.ComputeModbus(segment) : Crc.Compute(segment);
        var input = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes($"##{segment.Length:D4}{Segment}{crc:X4}\r\n"));
        using var frames = new FrameReader();
        frames.TryRead(ref input, out var frame);
        new PacketReader().TryRead(frame.Segment, out var packet);
        return AdmitPacket.Decide(frame, packet, new TestStations(station).Find(packet.Mn), new Rulings(), Now.AddMinutes(-ahead)).Reason == reason;
    };
}
