using System.Buffers;
using System.Globalization;
using System.Text;

namespace Qingjian.Hj212.Tests.Catalogue;

/// <summary>Every row of the table of commands can be written and read again, in the direction it goes.</summary>
public class CommandTableTests
{
    public static TheoryData<int, Direction> Rows
    {
        get
        {
            var rows = new TheoryData<int, Direction>();
            foreach (var command in Commands.Current)
                rows.Add(command.Cn, command.Direction);
            return rows;
        }
    }

    [Fact]
    public void The_tables_hold_every_row_that_is_shipped()
    {
        Commands.Current.Length.ShouldBe(60);
        SystemTypes.All.Length.ShouldBe(22);
        Pollutants.All.Length.ShouldBe(385);
        Commands.All.Select(c => (c.Cn, c.Direction)).Distinct().Count().ShouldBe(Commands.All.Length);
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_command_is_written_and_read_again(int cn, Direction direction)
    {
        var command = Commands.All.Single(c => c.Cn == cn && c.Direction == direction);
        foreach (var version in new[] { ProtocolVersion.V2005, ProtocolVersion.V2017, ProtocolVersion.V2025 })
        {
            var values = Values(command);
            var composed = Composition.Of(command, values);
            composed.Problems.ShouldBeEmpty();
            var output = new ArrayBufferWriter<byte>();
            PacketWriter.Write(output, new Heading
            {
                Qn = new(2026, 7, 1, 8, 30, 0, 7),
                St = "31",
                Command = cn,
                Pw = "123456",
                Mn = "010000A8900016F000169DC0",
                Version = version,
                AnswerWanted = true,
            }, composed.Command!.Area).ShouldBe(1);

            using var frames = new FrameReader();
            var input = new ReadOnlySequence<byte>(output.WrittenMemory);
            frames.TryRead(ref input, out var frame).ShouldBe(FrameStatus.Complete);
            frame.Findings.IsEmpty.ShouldBeTrue();
            new PacketReader().TryRead(frame.Segment, out var packet).ShouldBe(PacketStatus.Sound, packet.Fault.Rule.ToString());
            packet.Command.ShouldBe(cn);
            packet.Version.ShouldBe(version);
            var read = new Dictionary<string, string>();
            foreach (var pair in packet.Pairs)
                read.Add(Texts.Decode(pair.Name), Texts.Decode(pair.Text));
            read.ShouldBe(values, ignoreOrder: true);

            var report = Inspection.Of(output.WrittenSpan);
            report.Refusal.ShouldBeNull();
            report.Findings.Where(f => f.Code is "field-missing" or "field-unexpected" or "command-unknown").ShouldBeEmpty();
            if (values.Count > 0)
                report.Direction.ShouldBe(direction == Direction.Both ? Direction.Up : direction);
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void The_answer_is_the_one_the_table_expects(int cn, Direction direction)
    {
        var command = Commands.Find(cn, direction)!;
        if (direction == Direction.Down)
            return;
        var bytes = Encoding.ASCII.GetBytes($"QN=20260701083000007;ST=31;CN={cn};PW=123456;MN=010000A8900016F000169DC0;Flag=5;CP=&&DataTime=20260701000000&&");
        new PacketReader().TryRead(bytes, out var packet).ShouldBe(PacketStatus.Sound);
        var expected = command.Kind switch
        {
            CommandKind.Upload => 9014,
            CommandKind.Notify => 9013,
            _ => cn == 9015 ? 9013 : 0,
        };
        Answers.For(packet).ShouldBe(expected);
    }

    [Fact]
    public void The_fields_of_a_row_are_taken_apart()
    {
        Commands.Find(2061, Direction.Down)!.Fields.Select(f => f.Name).ShouldBe(["BeginTime", "EndTime"]);
        Commands.Find(2061, Direction.Up)!.Fields.Where(f => f.PerCode && f.Code == "").Select(f => f.Name)
            .ShouldBe(["Cou", "Min", "Avg", "Max", "ZsAvg", "Flag"]);
        Commands.Find(3020, Direction.Down)!.Fields.Select(f => (f.Name, f.Optional))
            .ShouldBe([("PolId", true), ("InfoId", false), ("BeginTime", true), ("EndTime", true)]);
        Commands.Find(1011, Direction.Down)!.Fields.ShouldHaveSingleItem().Optional.ShouldBeTrue();
        Commands.Find(2012, Direction.Down)!.Fields.ShouldBeEmpty();
    }

    private static Dictionary<string, string> Values(Command command)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in command.Fields)
        {
            var term = field.PerCode ? Terms.Default.Suffix(field.Name)! : Terms.Default.Field(field.Name)!;
            var code = field.Code switch
            {
                "SB" => "SB1",
                "" => field.Name == "Info" ? "i13004" : "a21026",
                _ => field.Code,
            };
            values.TryAdd(field.PerCode ? $"{code}-{field.Name}" : field.Name, term switch
            {
                { Kind: ValueKind.Time } => "20260701000000",
                { Kind: ValueKind.Clock } => "083000",
                { Kind: ValueKind.Digits } => (term.Low ?? 1).ToString(CultureInfo.InvariantCulture),
                { Kind: ValueKind.Number } => "1.5",
                { Kind: ValueKind.Flag } => "N",
                { Name: "NewPW" } => "abc123",
                { Name: "NewSK" } => "0123456789abcdef0123456789abcdef",
                { Name: "PolId" } => "a21026",
                { Name: "InfoId" } => "i13004",
                { Name: "Info" } => "清洗管路;第2次",
                _ => "A1",
            });
        }
        return values;
    }
}
