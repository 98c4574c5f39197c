using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Registry;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Gateway;

/// <summary>Commands composed over HTTP, sent over the line, and the conversation watched.</summary>
public abstract class CommandHttpTests(HostFixture host)
{
    private const string Hour = "20261118080000", Later = "20261118090000";

    public static TheoryData<int, string, string> Commands => new()
    {
        { 1011, "{}", "CP=&&&&" },
        { 1012, $$"""{"SystemTime":"{{Hour}}"}""", $"CP=&&SystemTime={Hour}&&" },
        { 2011, "{}", "CP=&&&&" },
        { 2012, "{}", "CP=&&&&" },
        { 2031, """{"BeginTime":"20261117000000","EndTime":"20261117000000"}""", "CP=&&BeginTime=20261117000000;EndTime=20261117000000&&" },
        { 2051, $$"""{"BeginTime":"{{Hour}}","EndTime":"{{Later}}"}""", $"CP=&&BeginTime={Hour};EndTime={Later}&&" },
        { 2061, $$"""{"BeginTime":"{{Hour}}","EndTime":"{{Later}}"}""", $"CP=&&BeginTime={Hour};EndTime={Later}&&" },
        { 1061, "{}", "CP=&&&&" },
        { 1062, """{"RtdInterval":"60"}""", "CP=&&RtdInterval=60&&" },
        { 1063, "{}", "CP=&&&&" },
        { 1064, """{"MinInterval":"10"}""", "CP=&&MinInterval=10&&" },
        { 3012, """{"PolId":"a21026"}""", "CP=&&PolId=a21026&&" },
        { 3013, """{"PolId":"a21026"}""", "CP=&&PolId=a21026&&" },
        { 3014, """{"PolId":"a21026"}""", "CP=&&PolId=a21026&&" },
        { 3015, "{}", "CP=&&&&" },
        { 3019, """{"PolId":"a21026"}""", "CP=&&PolId=a21026&&" },
        { 3020, """{"InfoId":"i11001"}""", "CP=&&InfoId=i11001&&" },
        { 3021, """{"PolId":"a21026","InfoId":"i13004","i13004-Info":"5"}""", "CP=&&PolId=a21026;InfoId=i13004;i13004-Info=5&&" },
    };

    private async Task<JsonElement> Watch(HttpClient engineer, string conversation, params string[] states) => await GatewayHosts.Until(
        () => engineer.GetAsync($"/api/conversations/{conversation}").Done(), seen => states.Contains(seen.Text("state")));

    private static Task<HttpResponseMessage> Send(HttpClient engineer, string monitor, int command, string fields = "{}") => engineer.PostAsJsonAsync(
        $"/api/links/{monitor}/commands", new { command, fields = JsonSerializer.Deserialize<Dictionary<string, string>>(fields) });

    private static string Word(string frame, string name)
    {
        var from = frame.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1;
        return frame[from..frame.IndexOfAny([';', '&'], from)];
    }

    private async Task<(string Monitor, string Mn, TestLogger Logger)> Connected(HttpClient engineer)
    {
        var (_, _, monitor, mn) = await host.NewMonitor(engineer);
        var logger = host.Logger();
        logger.Send(GatewayBench.Frame($"QN=20261118095900001;ST=31;CN=2011;PW=123456;MN={mn};Flag=5;CP=&&DataTime=20261118095900;a21026-Rtd=1,a21026-Flag=N&&"));
        logger.Answer()!.ShouldContain("CN=9014");
        return (monitor, mn, logger);
    }

    private static string Reply(string mn, int command, string qn, string area) =>
        GatewayBench.Frame($"QN={qn};ST=91;CN={command};PW=123456;MN={mn};Flag=4;CP=&&{area}&&");

    [Fact]
    public async Task Every_command_of_the_table_goes_out_as_the_standard_writes_it_and_its_conversation_ends_well()
    {
        using var engineer = await host.Engineer();
        var (monitor, mn, logger) = await Connected(engineer);
        using var line = logger;
        var known = await engineer.GetAsync("/api/commands").Done();
        foreach (var row in Commands)
        {
            var (command, fields, area) = ((int)row[0], (string)row[1], (string)row[2]);
            known.EnumerateArray().ShouldContain(form => form.GetProperty("command").GetInt32() == command, $"{command}");
            var conversation = (await Send(engineer, monitor, command, fields).Done()).GetString()!;
            var frame = logger.Answer().ShouldNotBeNull($"{command}");
            (Word(frame, "CN"), Word(frame, "MN"), Word(frame, "ST"), Word(frame, "Flag")).ShouldBe(($"{command}", mn, "31", "5"));
            frame.ShouldContain(area);
            if (command == 2012) logger.Send(Reply(mn, 9013, Word(frame, "QN"), ""));
            else
            {
                logger.Send(Reply(mn, 9011, Word(frame, "QN"), "QnRtn=1"));
                if (command is 1011 or 1061) logger.Send(GatewayBench.Frame($"QN={Word(frame, "QN")};ST=31;CN={command};PW=123456;MN={mn};Flag=4;CP=&&{(command == 1011 ? "SystemTime=20261118100003" : "RtdInterval=60")}&&"));
                logger.Send(Reply(mn, 9012, Word(frame, "QN"), "ExeRtn=1"));
            }
            var ended = await Watch(engineer, conversation, "done");
            ended.Text("state").ShouldBe("done", $"{command}: {ended}");
            ended.GetProperty("steps").GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
        }
    }

    [Fact]
    public async Task A_logger_that_is_not_connected_is_named_at_once_and_wrong_fields_are_named_one_by_one()
    {
        using var engineer = await host.Engineer();
        var (_, _, monitor, _) = await host.NewMonitor(engineer);
        var (_, problem) = await Send(engineer, monitor, 1011).Refused();
        problem.Text("code").ShouldBe("logger-not-connected");

        var (online, _, logger) = await Connected(engineer);
        using var line = logger;
        var (status, wrong) = await Send(engineer, online, 1062, """{"RtdInterval":"5"}""").Refused();
        status.ShouldBe(422);
        wrong.GetProperty("errors").GetProperty("RtdInterval")[0].GetString()!.ShouldContain("30");
        (await Send(engineer, online, 9999).Refused()).Problem.Text("code").ShouldBe("command-unknown");

        using var stranger = await host.As(Role.MonitoringEngineer, "420000");
        (await Send(stranger, online, 1011).Refused()).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Without_an_answer_it_is_sent_again_and_then_given_up_and_a_refusal_or_a_stall_is_shown_as_such()
    {
        using var engineer = await host.Engineer();
        var (monitor, mn, logger) = await Connected(engineer);
        using var line = logger;
        host.AnswerCommandsWithin(TimeSpan.FromMilliseconds(400));
        try
        {
            var silent = (await Send(engineer, monitor, 1011).Done()).GetString()!;
            var first = logger.Answer().ShouldNotBeNull();
            (await Send(engineer, monitor, 1011).Refused()).Problem.Text("code").ShouldBe("command-under-way");
            // The very same bytes, three times more.
            for (var n = 0; n < 3; n++) logger.Answer().ShouldBe(first);
            var given = await Watch(engineer, silent, "noAnswer");
            given.Text("state").ShouldBe("noAnswer");
            given.Text("outcome").ShouldContain("3 次");

            // The logger of the test must have time to say its word, however slow the machine.
            host.AnswerCommandsWithin(TimeSpan.FromSeconds(5));
            var refused = (await Send(engineer, monitor, 3012, """{"PolId":"a21026"}""").Done()).GetString()!;
            logger.Send(Reply(mn, 9011, Word(logger.Answer()!, "QN"), "QnRtn=2"));
            (await Watch(engineer, refused, "refused")).Text("state").ShouldBe("refused");

            var stalled = (await Send(engineer, monitor, 3012, """{"PolId":"a21026"}""").Done()).GetString()!;
            logger.Send(Reply(mn, 9011, Word(logger.Answer()!, "QN"), "QnRtn=1"));
            (await Watch(engineer, stalled, "timedOut")).Text("state").ShouldBe("timedOut");
            logger.Answer(700).ShouldBeNull(); // what was answered is not sent again
        }
        finally
        {
            host.AnswerCommandsWithin(TimeSpan.FromSeconds(10));
        }
    }
}

public sealed class SqliteCommandHttpTests(SqliteHost host) : CommandHttpTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresCommandHttpTests(PostgresHost host) : CommandHttpTests(host), IClassFixture<PostgresHost>;
