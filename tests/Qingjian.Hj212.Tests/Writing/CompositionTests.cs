using System.Text;

namespace Qingjian.Hj212.Tests.Writing;

public class CompositionTests
{
    [Theory]
    [InlineData(1062, "RtdInterval", "29", "实时数据上报间隔（RtdInterval）应为30至3600的整数")]
    [InlineData(1062, "RtdInterval", "abc", "实时数据上报间隔（RtdInterval）应为30至3600的整数")]
    [InlineData(1064, "MinInterval", "7", "分钟数据上报间隔（MinInterval）应为1、2、3、4、5、6、10、12、15、20或30（分钟）")]
    [InlineData(1012, "SystemTime", "20260230000000", "系统时间（SystemTime）应为14位时间YYYYMMDDhhmmss")]
    [InlineData(1072, "NewPW", "12345", "新密码（NewPW）应为6位字母或数字")]
    public void A_bad_field_is_refused_in_words(int cn, string name, string value, string text) =>
        Composition.Of(Commands.Find(cn, Direction.Down)!, new Dictionary<string, string> { [name] = value })
            .Problems.ShouldHaveSingleItem().Text.ShouldBe(text);

    [Fact]
    public void Missing_foreign_and_reversed_fields_are_all_named()
    {
        var composed = Composition.Of(Commands.Find(2061, Direction.Down)!, new Dictionary<string, string>
        {
            ["BeginTime"] = "20260701030000",
            ["EndTime"] = "20260701010000",
            ["PolId"] = "w01018",
        });
        composed.Command.ShouldBeNull();
        composed.Problems.Select(p => p.Code).ShouldBe(["field-unexpected", "period-reversed"]);
        Composition.Of(Commands.Find(2061, Direction.Down)!, new Dictionary<string, string>()).Problems.Select(p => p.Code)
            .ShouldBe(["field-missing", "field-missing"]);
    }

    [Fact]
    public void The_worked_requests_come_out_byte_for_byte()
    {
        Bytes(HostCommands.SetClock(new(2026, 7, 1, 9, 5, 0)), new(2026, 7, 1, 9, 5, 0, 456), "31").ShouldBe(Text(5));
        Bytes(HostCommands.ReadHistory(2061, new(2026, 7, 1, 1, 0, 0), new(2026, 7, 1, 3, 0, 0)), new(2026, 7, 1, 10, 0, 0, 789), "32").ShouldBe(Text(8));
    }

    [Fact]
    public void Text_that_would_break_the_packet_is_not_written()
    {
        Should.Throw<ArgumentException>(() => new DataArea().Field("PolId", "a;b"));
        Should.Throw<ArgumentException>(() => new DataArea().Info("i11001", "a//b"));
    }

    [Fact]
    public void An_item_that_can_never_be_sent_writes_nothing()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var area = new DataArea().Field("DataTime", new DateTime(2026, 7, 1)).Info("i11001", new string('a', 1000));
        PacketWriter.Write(output, new Heading { St = "32", Command = 3020, Pw = "123456", Mn = "1" }, area).ShouldBe(0);
        output.WrittenCount.ShouldBe(0);
    }

    private static string Bytes(Outgoing outgoing, DateTime qn, string st)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        PacketWriter.Write(output, new Heading
        {
            Qn = qn,
            St = st,
            Command = outgoing.Command,
            Pw = "123456",
            Mn = "010000A8900016F000169DC0",
            AnswerWanted = true,
        }, outgoing.Area).ShouldBe(1);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }

    private static string Text(int worked) => Encoding.ASCII.GetString(Frames.E(worked));
}
