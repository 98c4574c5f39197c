using System.Globalization;
using System.Text.Json;

namespace Qingjian.Simulator.People;

/// <summary>What the people of the demo city do beside their loggers, day by day: plants mark, an officer reviews, the duty room is told, a sample is
/// taken. Everything can be done again without doubling, so the simulator may be started at any time.</summary>
internal sealed class Townspeople(Uri pages, string password, Phones phones, TimeProvider clock)
{
    private const string TokenName = "厂级DCS接口";
    private const string Incinerator = "010000A8900016F061100101", Cement = "010000A8900016F061100601", Power = "88888880000302";
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(2);

    private readonly DutyRoom desk = new((name, stop) => Person.SignIn(pages, name, password, stop), clock);
    private readonly Laboratory laboratory = new((name, stop) => Person.SignIn(pages, name, password, stop), clock);

    /// <summary>Acts once a day, first when the loggers' history is there: marks are held against data. The desk changes hands at each end of a shift, and a
    /// bottle goes to the laboratory as soon as there is one, and the quarter's cards are counted as soon as there are judged days.</summary>
    public async Task Run(Task history, CancellationToken stop)
    {
        try
        {
            await history.WaitAsync(TimeSpan.FromMinutes(10), clock, stop);
            var (analysed, counted) = (false, false);
            for (DateTime? done = null, handed = null; ; await Task.Delay(Turn, clock, stop))
            {
                var (day, shift) = (Day, Shift);
                if (done != day && await Acted(stop)) done = day;
                if (handed != shift && await Done("HandOver", async () => { await desk.HandOver(stop); return true; })) handed = shift;
                analysed = analysed || await Done("Analyse", () => laboratory.Analyse(stop));
                counted = counted || await Done("CountCards", () => CountCards(stop));
            }
        }
        catch (TimeoutException) { await Run(Task.CompletedTask, stop); }
        catch (OperationCanceledException) { }
    }

    private async Task<bool> Acted(CancellationToken stop)
    {
        var all = true;
        foreach (var act in new[] { Messages, PlantMarks, HandMarks, Review, Sample })
            all &= await Done(act.Method.Name, async () => { await act(stop); return true; });
        return all;
    }

    private static async Task<bool> Done(string name, Func<Task<bool>> act)
    {
        try { return await act(); }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException)
        {
            Console.Error.WriteLine($"{name}: {fault.Message}");
            return false;
        }
    }

    /// <summary>When the shift that is on began: the desk changes at eight and at twenty.</summary>
    private DateTime Shift
    {
        get
        {
            var now = clock.GetUtcNow().ToOffset(Beijing).DateTime;
            return now.Date.AddHours(now.Hour >= 20 ? 20 : now.Hour >= 8 ? 8 : -4);
        }
    }

    /// <summary>The last day that can be marked in time with its morning behind it.</summary>
    private DateTime Day
    {
        get
        {
            var now = clock.GetUtcNow().ToOffset(Beijing).DateTime;
            return now.Hour >= 12 ? now.Date : now.Date.AddDays(-1);
        }
    }

    private Task<Person> As(string name, CancellationToken stop) => Person.SignIn(pages, name, password, stop);

    // The system of a plant marks by its own token: one in time, two too late.
    private async Task PlantMarks(CancellationToken stop)
    {
        await using var person = await As("qiye1", stop);
        foreach (var old in (await person.Get("api/tokens", stop)).EnumerateArray().Where(token => token.GetProperty("name").GetString() == TokenName).ToList())
            await person.Delete($"api/tokens/{old.GetProperty("id").GetString()}", stop);
        await using var system = Person.System(pages, (await person.Post("api/tokens", new { name = TokenName, days = 30 }, stop)).GetProperty("token").GetString()!);
        await Mark(system, Incinerator, "maintenance", Day.AddHours(9.5), 30, "DCS自动标记：更换采样探头滤芯，工单WX-0930", stop);
        await Mark(system, Incinerator, "maintenance", Day.AddDays(-2).AddHours(14), 40, "DCS补报：预处理系统检修，当日接口中断未能标记", stop);
        await Mark(system, Incinerator, "maintenance", Day.AddDays(-2).AddHours(20), 30, "DCS补报：全系统校准，校准记录已上传", stop);
    }

    // By hand: one that stands, one that its own data contradict, one for an officer to see.
    private async Task HandMarks(CancellationToken stop)
    {
        await using (var cement = await As("qiye3", stop))
        {
            await Mark(cement, Cement, "calibration", Day.AddHours(4), 30, "零点、量程漂移核查，记录编号JZ-0400", stop);
            await Mark(cement, Cement, "stopped", Day.AddHours(10), 90, "停窑检修篦冷机", stop);
        }
        await using var power = await As("qiye2", stop);
        await Mark(power, Power, "calibration", Day.AddHours(5), 60, "季度比对前校准，标气批号N2-0611", stop);
    }

    private static Task<JsonElement> Mark(Person person, string mn, string kind, DateTime from, int minutes, string reason, CancellationToken stop) => person.Post("api/marks", new
    {
        mn,
        kind,
        from = new DateTimeOffset(from, Beijing),
        to = new DateTimeOffset(from.AddMinutes(minutes), Beijing),
        reason,
        key = string.Create(CultureInfo.InvariantCulture, $"demo-{from:yyyyMMddHHmm}"),
    }, stop);

    // One late mark is found in order; the others wait for whoever looks at the demo.
    private async Task Review(CancellationToken stop)
    {
        await using var officer = await As("jianguan", stop);
        foreach (var mark in (await officer.Get("api/marks?state=waiting&size=200", stop)).GetProperty("items").EnumerateArray().Where(mark => mark.GetProperty("note").GetString()!.Contains("校准记录已上传", StringComparison.Ordinal)))
        {
            var path = $"api/marks/{mark.GetProperty("id").GetString()}";
            var version = (await officer.Get(path, stop)).GetProperty("mark").GetProperty("version").GetInt64();
            await officer.Post($"{path}/accept", new { version, reason = "校准记录与时段一致，接口中断情况属实。" }, stop);
        }
    }

    // How the quarter stands for yellow and red cards; again until its days are judged.
    private async Task<bool> CountCards(CancellationToken stop)
    {
        await using var officer = await As("jianguan", stop);
        return (await officer.Post("api/cards/runs", new { year = Day.Year, quarter = (Day.Month + 2) / 3 }, stop)).GetProperty("yellow").GetInt32() > 0;
    }

    private async Task Messages(CancellationToken stop)
    {
        await using var administrator = await As("xitong", stop);
        var text = await Channel(administrator, "sms", "短信网关", $"{phones.Address}/sms", """{"phone":"{手机}","text":"{内容}"}""", stop);
        var chat = await Channel(administrator, "weCom", "值班工作群", $"{phones.Address}/robot", "", stop);
        await Subscribe(administrator, chat, new { channelId = chat, address = "", kinds = Array.Empty<string>(), leastLevel = "yellow", group = "市局值班工作群", division = "611000" }, stop);
        foreach (var (name, phone) in new[] { ("jianguan", "13900000101"), ("jiankong", "13900000102"), ("qiye2", "13900000203") })
        {
            await using var person = await As(name, stop);
            await Subscribe(person, text, new { channelId = text, address = phone, kinds = Array.Empty<string>(), leastLevel = "" }, stop);
        }
    }

    private static async Task<string> Channel(Person administrator, string kind, string name, string url, string body, CancellationToken stop)
    {
        var there = (await administrator.Get("api/messages/channels", stop)).EnumerateArray().FirstOrDefault(channel => channel.GetProperty("name").GetString() == name);
        var (known, version) = there.ValueKind == JsonValueKind.Object ? (there.GetProperty("id").GetString(), there.GetProperty("version").GetInt64()) : (null, 0);
        if (known is not null && there.GetProperty("settings").GetProperty("url").GetString() == url) return known;
        var settings = new { host = "", port = 25, startTls = false, userName = "", from = "", url, body, contentType = "application/json", success = body.Length > 0 ? "ok" : "" };
        var request = new { version, kind, name, enabled = true, settings, token = (string?)null, signingKey = (string?)null, quietFrom = "22:00", quietTo = "07:00", quietPasses = "yellow" };
        return (known is null ? await administrator.Post("api/messages/channels", request, stop) : await administrator.Put($"api/messages/channels/{known}", request, stop)).GetProperty("id").GetString()!;
    }

    private static async Task Subscribe(Person person, string channel, object wish, CancellationToken stop)
    {
        var mine = (await person.Get("api/messages/subscriptions", stop)).GetProperty("subscriptions").EnumerateArray();
        if (!mine.Any(each => each.GetProperty("channelId").GetString() == channel && (each.GetProperty("mine").GetBoolean() || each.GetProperty("level").GetString() == "group"))) await person.Post("api/messages/subscriptions", wish, stop);
    }

    // The first two samplers that have never filled a bottle: one logger of 2017 (3015) and one of 2025 (3022).
    private async Task Sample(CancellationToken stop)
    {
        await using var officer = await As("jianguan", stop);
        foreach (var sampler in (await officer.Get("api/samplers?size=50", stop)).GetProperty("items").EnumerateArray().Where(one => one.GetProperty("mn").GetString() is "010000A8900016F061101001" or "010000A8900016F061101301"))
            if (sampler.GetProperty("lastAt").ValueKind == JsonValueKind.Null)
                await officer.Post($"api/samplers/{sampler.GetProperty("id").GetString()}/order", new { reason = "汛期加密监督，抽取比对样品", factor = "w01018" }, stop);
    }
}
