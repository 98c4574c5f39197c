using Qingjian.Platform.Messages;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Messages;

public sealed class MessageRuleTests
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("22:00", "07:00", 18, 23, 30, "blue", 19, 7)]
    [InlineData("22:00", "07:00", 18, 6, 59, "yellow", 18, 7)]
    [InlineData("12:00", "14:00", 18, 12, 0, "", 18, 14)]
    public void A_message_of_the_quiet_hours_waits_for_their_end(string from, string to, int day, int hour, int minute, string level, int leaveDay, int leaveHour) =>
        QuietHours.Leave(new(2026, 11, day, hour, minute, 0, Beijing), Channel(from, to), level).ShouldBe(new DateTimeOffset(2026, 11, leaveDay, leaveHour, 0, 0, Beijing));

    [Theory]
    [InlineData("22:00", "07:00", 7, 0, "blue")]
    [InlineData("22:00", "07:00", 21, 59, "blue")]
    [InlineData("22:00", "07:00", 23, 0, "orange")]
    [InlineData("22:00", "07:00", 23, 0, "red")]
    [InlineData(null, null, 23, 0, "blue")]
    public void Outside_the_quiet_hours_and_at_a_passing_level_it_leaves_at_once(string? from, string? to, int hour, int minute, string level)
    {
        var at = new DateTimeOffset(2026, 11, 18, hour, minute, 0, Beijing);
        QuietHours.Leave(at, Channel(from, to), level).ShouldBe(at);
    }

    [Fact]
    public void A_failed_attempt_waits_longer_each_time_and_ends_dead()
    {
        var now = new DateTimeOffset(2026, 11, 18, 10, 0, 0, Beijing);
        var channel = Channel(null, null);
        var message = PlaceMessages.New(channel, "值班员", "", new("order.issued", "blue", "督〔2026〕00001号", "611002", null, []), "文", now, null);
        int[] waits = [30, 120];
        List<TimeSpan?> next = [];
        for (var attempt = 0; attempt < 3; attempt++)
        {
            SendMessages.Settle(message, channel, "没有答复", now, waits);
            next.Add(message.NextAt - now);
        }
        next.ShouldBe([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(120), null]);
        message.State.ShouldBe(MessageState.Dead);
    }

    [Fact]
    public void Words_have_no_place_for_the_matter()
    {
        MessageText.Fill(MessageText.Usual, "督办单下发", new("order.issued", "yellow", "督〔2026〕00001号", "611002", "e", []), new(2026, 11, 18, 10, 5, 0, Beijing))
            .ShouldBe("【清鉴】督办单下发（黄色）督〔2026〕00001号，11月18日10:05。请登录平台查看办理。");
        MessageText.Check("{企业}超标，请登录查看").Try(out _, out var why).ShouldBeFalse();
        why.Code.ShouldBe("template-place");
        MessageText.Check("{编号}已下发").Try(out _, out why).ShouldBeFalse();
        why.Code.ShouldBe("template-sign-in");
    }

    // Worked out with `printf '%s\n%s' <time> <key> | openssl dgst -sha256 -hmac <key> -binary | base64` and its like for Feishu.
    [Fact]
    public void Robots_are_signed_as_their_makers_ask()
    {
        using var dingTalk = new System.Security.Cryptography.HMACSHA256("SEC-test"u8.ToArray());
        RobotSignature.DingTalk(1763432000000, "SEC-test").ShouldBe(Convert.ToBase64String(dingTalk.ComputeHash("1763432000000\nSEC-test"u8.ToArray())));
        using var feishu = new System.Security.Cryptography.HMACSHA256("1763432000\nkey"u8.ToArray());
        RobotSignature.Feishu(1763432000, "key").ShouldBe(Convert.ToBase64String(feishu.ComputeHash([])));
    }

    private static MessageChannel Channel(string? from, string? to) => new() { Id = "c", Kind = ChannelKind.WeCom, Name = "群", Settings = new(), QuietFrom = from, QuietTo = to, ChangedBy = "管理员" };
}
