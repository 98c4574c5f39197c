using System.Text;

namespace Qingjian.Hj212.Tests.Framing;

public class CrcTests
{
    // HJ 212-2017 appendix A, and the vector of 2025.
    [Theory]
    [InlineData("QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 0x1C80, 0x0759)]
    [InlineData("QN=20240601085857223;ST=32;CN=1011;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&", 0x2200, null)]
    public void The_vectors_of_the_standard_hold(string segment, int expected, int? modbus)
    {
        var bytes = Encoding.ASCII.GetBytes(segment);
        ((int)Crc.Compute(bytes)).ShouldBe(expected);
        if (modbus is { } m)
            ((int)Crc.ComputeModbus(bytes)).ShouldBe(m);
    }

    [Fact]
    public void The_wide_way_agrees_with_the_text_of_the_standard_for_every_length()
    {
        var random = new Random(212);
        for (var length = 1; length < 700; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            Crc.Compute(bytes).ShouldBe(AsTheStandardSays(bytes), $"length {length}");
            var cut = random.Next(length);
            Crc.Compute(Sequences.InTwo(bytes, cut)).ShouldBe(AsTheStandardSays(bytes), $"length {length} cut {cut}");
        }
    }

    private static ushort AsTheStandardSays(byte[] bytes)
    {
        var reg = 0xFFFF;
        foreach (var b in bytes)
        {
            reg = (reg >> 8) ^ b;
            for (var i = 0; i < 8; i++)
            {
                var low = reg & 1;
                reg >>= 1;
                if (low == 1)
                    reg ^= 0xA001;
            }
        }
        return (ushort)reg;
    }
}
