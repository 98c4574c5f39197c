using System.Buffers;
using System.Text;

namespace Qingjian.Hj212.Tests.Writing;

public class AnswerTests
{
    [Fact]
    public void The_worked_answers_of_a_station_come_out_byte_for_byte()
    {
        new PacketReader().TryRead(Frames.E(5).AsSpan()[6..^6], out var request).ShouldBe(PacketStatus.Sound);
        var output = new ArrayBufferWriter<byte>();
        Answers.WriteRequestAnswer(output, request, 1);
        Answers.WriteResult(output, request, 1);
        Encoding.ASCII.GetString(output.WrittenSpan).ShouldBe(Encoding.ASCII.GetString([.. Frames.E(6), .. Frames.E(7)]));
    }

    [Theory]
    [InlineData("ST=32;CN=2011;PW=123456;MN=88888880000001;Flag=1;CP=&&DataTime=20260701083000;011-Rtd=1,011-Flag=N&&",
        "QN=20260701083000000;ST=91;CN=9014;PW=123456;MN=88888880000001;Flag=0;CP=&&&&")]
    [InlineData("QN=20260701110100000;ST=31;CN=9015;PW=123456;MN=010000A8900016F000169DC0;Flag=9;CP=&&&&",
        "QN=20260701110100000;ST=91;CN=9013;PW=123456;MN=010000A8900016F000169DC0;Flag=8;CP=&&&&")]
    [InlineData("QN=20260701110100000;ST=31;CN=2888;PW=123456;MN=010000A8900016F000169DC0;Flag=7;PNUM=2;PNO=1;CP=&&DataTime=20260701083000;a21026-Rtd=1&&",
        "QN=20260701110100000;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&")]
    public void An_answer_repeats_what_it_answers(string packet, string expected) => Answer(packet).ShouldBe(expected);

    [Theory]
    [InlineData("ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20260701083000;011-Rtd=1&&")]
    [InlineData("ST=32;CN=2888;PW=123456;MN=88888880000001;Flag=1;CP=&&&&")]
    [InlineData("QN=20260701110100000;ST=91;CN=9014;PW=123456;MN=1;Flag=5;CP=&&&&")]
    [InlineData("QN=20260701110100000;ST=31;CN=2011;PW=123456;MN=1;Flag=5;CP=&&a-Foo=1&&")]
    public void What_wants_no_answer_or_was_refused_gets_none(string packet) => Answer(packet).ShouldBeNull();

    private static string? Answer(string packet)
    {
        new PacketReader().TryRead(Encoding.ASCII.GetBytes(packet), out var read);
        var output = new ArrayBufferWriter<byte>();
        return Answers.Write(output, read) ? Encoding.ASCII.GetString(output.WrittenSpan[6..^6]) : null;
    }
}
