using System.Text.Json;

namespace Qingjian.Simulator.People;

/// <summary>The desk of the demo city's bureau: who goes off duty hands over, who comes signs for it.</summary>
internal sealed class DutyRoom(Func<string, CancellationToken, Task<Person>> signIn, TimeProvider clock)
{
    private const int ShiftsBack = 2, Answered = 3;

    private static readonly Dictionary<string, string> Accounts = new() { ["韩立新"] = "zhidui", ["秦雪峰"] = "zhifa1", ["陶雨桐"] = "zhifa2", ["窦文博"] = "zhifa3" };

    private static readonly Dictionary<string, string> Notes = new()
    {
        ["白班"] = "平台和数采链路运行正常。超标和预警警情逐条电话核实，企业答复记在处置记录里；没有处置完的见移交清单。",
        ["夜班"] = "夜间山阳同济水泥除尘、脱硝设施用电停运，已电话提醒企业，请白班核实原因并跟踪。其余无异常。",
    };

    /// <summary>Hands over the last shifts that ended, each once; who has taken over answers a few alarms and leaves the others to whoever looks.</summary>
    public async Task HandOver(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var shift in await Ended(now, stop))
        {
            if (Account(shift.Leaving) is not { } leaves || Account(shift.Coming) is not { } comes) continue;
            JsonElement given;
            await using (var leaving = await signIn(leaves, stop))
                given = await leaving.Post("api/duty/handovers", new { shiftId = shift.Id, note = Notes.GetValueOrDefault(shift.Name, "无异常。") }, stop);
            await using var coming = await signIn(comes, stop);
            await coming.Post($"api/duty/handovers/{given.GetProperty("id").GetString()}/take", new { version = given.GetProperty("version").GetInt64(), note = "已逐项核对移交清单，继续跟踪。" }, stop);
            if (shift.IsOn) await Answer(coming, stop);
        }
    }

    private static async Task Answer(Person coming, CancellationToken stop)
    {
        foreach (var alarm in (await coming.Get("api/duty/alarms?state=open&sort=at&size=100", stop)).GetProperty("items").EnumerateArray().Where(each => each.GetProperty("title").GetString() == "数据缺失未标记").Take(Answered).ToList())
            await coming.Post($"api/duty/alarms/{alarm.GetProperty("id").GetString()}/acknowledge", new { note = "已电话通知企业环保负责人，答复为数采仪通讯中断，正在补传数据并补做标记。" }, stop);
    }

    /// <param name="IsOn">Whether the shift that takes over is on now.</param>
    private sealed record Shift(string Id, string Name, JsonElement Leaving, JsonElement Coming, bool IsOn);

    private async Task<List<Shift>> Ended(DateTimeOffset now, CancellationToken stop)
    {
        await using var lead = await signIn("zhidui", stop);
        var given = (await lead.Get("api/duty/handovers?size=50", stop)).GetProperty("items").EnumerateArray().Select(each => each.GetProperty("fromAt").GetDateTimeOffset()).ToHashSet();
        var from = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime).AddDays(-ShiftsBack);
        var shifts = (await lead.Get($"api/duty/shifts?from={from:yyyy-MM-dd}&to={from.AddDays(ShiftsBack + 1):yyyy-MM-dd}&sort=fromAt&size=50", stop)).GetProperty("items").EnumerateArray().ToList();
        return [.. shifts.Zip(shifts.Skip(1)).Where(pair => pair.First.GetProperty("toAt").GetDateTimeOffset() <= now).TakeLast(ShiftsBack)
            .Where(pair => !given.Contains(pair.First.GetProperty("fromAt").GetDateTimeOffset()))
            .Select(pair => new Shift(pair.First.GetProperty("id").GetString()!, pair.First.GetProperty("name").GetString()!, pair.First.GetProperty("people"), pair.Second.GetProperty("people"), pair.Second.GetProperty("toAt").GetDateTimeOffset() > now))];
    }

    private static string? Account(JsonElement people) => people.EnumerateArray().Select(person => Accounts.GetValueOrDefault(person.GetProperty("name").GetString()!)).FirstOrDefault(account => account is not null);
}
