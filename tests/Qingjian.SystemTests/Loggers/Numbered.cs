using System.Buffers;
using System.Globalization;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.SystemTests.Loggers;

/// <summary>Real-time packets whose QN and DataTime follow from a running number, so that none of them is like another.</summary>
internal static class Numbered
{
    private static readonly DateTime Begin = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date.AddDays(-7);

    /// <summary>Whole frame of one packet.</summary>
    /// <param name="plant">Whose packet.</param>
    /// <param name="number">Running number, unlike for all packets of a test.</param>
    public static byte[] Packet(Plant plant, int number)
    {
        var area = new DataArea().Field("DataTime", Begin.AddSeconds(number));
        foreach (var factor in plant.Factors) area.Value(factor.Code, Suffix.Rtd, 1 + number % 1000 / 10m).Flag(factor.Code, 'N');
        var output = new ArrayBufferWriter<byte>();
        var heading = new Heading
        {
            Qn = TimeOf(number),
            St = plant.SystemType,
            Command = 2011,
            Pw = plant.Password,
            Mn = plant.Mn,
            Version = plant.Version,
            AnswerWanted = true,
        };
        if (PacketWriter.Write(output, heading, area) != 1) throw new InvalidOperationException("the packet does not fit into one frame");
        return output.WrittenSpan.ToArray();
    }

    /// <summary>QN of a packet as its answer repeats it.</summary>
    public static string Qn(int number) => TimeOf(number).ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    private static DateTime TimeOf(int number) => Begin.AddSeconds(number).AddMilliseconds(number % 1000);
}
