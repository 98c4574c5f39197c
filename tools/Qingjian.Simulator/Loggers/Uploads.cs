using System.Buffers;
using Qingjian.Hj212;
using Qingjian.Simulator.Plants;

namespace Qingjian.Simulator.Loggers;

/// <summary>Writes a plant's data packets. QN follows from the data's time, so the same packet sent twice is the same packet.</summary>
internal sealed class Uploads(Plant plant, int place)
{
    private readonly DataArea area = new();

    /// <summary>Real-time values (2011).</summary>
    public int Realtime(IBufferWriter<byte> output, DateTime moment, bool backfill = false)
    {
        area.Clear().Field("DataTime", moment);
        foreach (var factor in plant.Factors)
        {
            var value = Round(Value(factor, moment), factor);
            area.Value(CodeOf(factor), Suffix.Rtd, value);
            if (factor.Converted && Convert(value, moment) is { } converted) area.Value(CodeOf(factor), Suffix.ZsRtd, Math.Round(converted, factor.Decimals));
            area.Flag(CodeOf(factor), plant.Habit is null ? Script.Flag(plant, moment) : 'N');
        }
        return Write(output, 2011, moment, backfill);
    }

    /// <summary>Minute (2051), hour (2061) or day (2031) values of the period that begins at <paramref name="start"/>.</summary>
    /// <param name="output">Takes the frames; a long packet is split.</param>
    /// <param name="command">2051, 2061 or 2031.</param>
    /// <param name="start">Start of the period.</param>
    /// <param name="backfill">Sent later than it arose (RF=1 in 2025).</param>
    /// <param name="factorOfChange">Multiplies the worst factor: a logger that sends another value later.</param>
    public int Period(IBufferWriter<byte> output, int command, DateTime start, bool backfill = false, double factorOfChange = 1)
    {
        var (length, samples) = command switch { 2051 => (TimeSpan.FromMinutes(plant.MinuteInterval), 3), 2061 => (TimeSpan.FromHours(1), 6), _ => (TimeSpan.FromDays(1), 24) };
        area.Clear().Field("DataTime", start);
        var flag = command == 2031 ? 'N' : Script.Flag(plant, start);
        foreach (var factor in plant.Factors)
        {
            double low = double.MaxValue, high = double.MinValue, sum = 0;
            var convertedSum = 0m;
            for (var i = 0; i < samples; i++)
            {
                var moment = start + length * (i + 0.5) / samples;
                var value = Value(factor, moment);
                convertedSum += Convert((decimal)value, moment) ?? 0m;
                if (factor.Code == Script.Worst(plant)) value *= factorOfChange;
                low = Math.Min(low, value);
                high = Math.Max(high, value);
                sum += value;
            }
            var code = CodeOf(factor);
            decimal least = Round(low, factor), mean = Round(sum / samples, factor), most = Round(high, factor);
            if (factor.Code is "w00000" or "a00000") area.Value(code, Suffix.Cou, Math.Round(mean * (decimal)length.TotalSeconds / (factor.Code == "w00000" ? 1000 : 1), 1));
            if (Amount(factor, mean, start, length, samples) is { } amount) area.Value(code, Suffix.Cou, amount);
            area.Value(code, Suffix.Min, least).Value(code, Suffix.Avg, mean).Value(code, Suffix.Max, most);
            // A day's converted mean is the mean of its converted hours, not the day's mean converted once.
            if (factor.Converted && Convert(mean, start) is { } atOnce)
            {
                var converted = command == 2031 ? convertedSum / samples : atOnce;
                var ratio = mean == 0 ? 1 : converted / mean;
                area.Value(code, Suffix.ZsMin, Math.Round(least * ratio, factor.Decimals)).Value(code, Suffix.ZsAvg, Math.Round(converted, factor.Decimals)).Value(code, Suffix.ZsMax, Math.Round(most * ratio, factor.Decimals));
            }
            area.Flag(code, command == 2061 && Script.OverRange(plant, factor, start) ? 'T' : flag);
        }
        return Write(output, command, start + length, backfill, factorOfChange == 1 ? 0 : 500);
    }

    /// <summary>Ready-made five-minute mean of the furnace temperature (2111 of 2025).</summary>
    public int FurnaceMean(IBufferWriter<byte> output, DateTime start)
    {
        var factor = plant.Factors.First(factor => factor.Code == "a01901");
        area.Clear().Field("DataTime", start);
        area.Value(factor.Code, Suffix.Avg, Round(Value(factor, start.AddMinutes(2.5)), factor));
        return Write(output, 2111, start.AddMinutes(5));
    }

    /// <summary>A packet without data area or with a few plain fields.</summary>
    public int Plain(IBufferWriter<byte> output, int command, DateTime qn, Action<DataArea>? fields = null)
    {
        area.Clear();
        fields?.Invoke(area);
        return Write(output, command, qn);
    }

    private int Write(IBufferWriter<byte> output, int command, DateTime qn, bool backfill = false, int milliseconds = 0)
    {
        // Command and place make QNs of one moment differ.
        var stamp = qn.AddMilliseconds(command % 7 * 20 + milliseconds);
        var heading = new Heading
        {
            Qn = stamp,
            St = plant.SystemType,
            Command = command,
            Pw = plant.Password,
            Mn = plant.Mn,
            Version = plant.Version,
            AnswerWanted = true,
            IsBackfill = backfill && plant.Version == ProtocolVersion.V2025,
        };
        return PacketWriter.Write(output, heading, area);
    }

    private double Value(Substance factor, DateTime at)
    {
        if (plant.Habit is not null) return PowerScript.Kw(plant, factor, at);
        if (Script.FlatLine(plant, place, factor, at)) return factor.Level;
        if (Furnace.IsTemperature(factor.Code)) return Weather.At(plant.Mn, factor, at) - Furnace.Dip(plant, at);
        if (Script.Rising(plant, place, factor, at) is { } share) return factor.Level * share * (1 + 0.01 * (Weather.Unit(plant.Mn + factor.Code, at.Ticks / TimeSpan.TicksPerMinute) - 0.5));
        at = Script.Copied(plant, place, at);
        return Weather.At(plant.Mn, factor, at) * Script.Excess(plant, place, factor, at);
    }

    // Reference oxygen: C * (21 - O2s) / (21 - O2), HJ 212-2017 (28).
    private decimal? Convert(decimal measured, DateTime at)
    {
        if (plant.ReferenceOxygen is not { } reference || plant.Factors.FirstOrDefault(f => f.Code == "a19001") is not { } oxygen) return null;
        var now = Math.Min(20.5m, Math.Round((decimal)Weather.At(plant.Mn, oxygen, Script.Copied(plant, place, at)), 2));
        return measured * (21 - reference) / (21 - now);
    }

    // Emission of the period in kg: concentration times flow (HJ 212-2017 appendix D).
    private decimal? Amount(Substance factor, decimal mean, DateTime start, TimeSpan length, int samples)
    {
        var flowCode = plant.IsGas ? "a00000" : "w00000";
        if (!factor.IsConcentration || plant.Factors.FirstOrDefault(f => f.Code == flowCode) is not { } flow) return null;
        var perSecond = Round(Enumerable.Range(0, samples).Average(i => Value(flow, start + length * (i + 0.5) / samples)), flow);
        return Math.Round(mean * perSecond * (decimal)length.TotalSeconds * 0.000001m, 4, MidpointRounding.ToEven);
    }

    private string CodeOf(Substance factor) =>
        plant.Version == ProtocolVersion.V2005 && Pollutants.Find(factor.Code) is { Code2005.Length: > 0 } old ? old.Code2005 : factor.Code;

    private static decimal Round(double value, Substance factor) => Math.Round((decimal)value, factor.Decimals, MidpointRounding.ToEven);
}
