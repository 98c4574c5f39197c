using System.Net.Http.Json;
using System.Text.Json;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Shouldly;

namespace Qingjian.Tests.Registry;

/// <summary>Enterprises, outlets and loggers made through the interface, as a page would.</summary>
internal static class RegistryHosts
{
    private static int number;

    /// <summary>A credit code with a right check symbol, another one each time.</summary>
    public static string NextCreditCode()
    {
        var head = $"91611002MA{Interlocked.Increment(ref number):D7}";
        return head + Qingjian.Vocabulary.CreditCode.CheckSymbol(head);
    }

    public static object Enterprise(string name, string? creditCode = null, string division = "611002", double? lon = null, double? lat = null, long version = 0, string datum = "cgcs2000") => new
    {
        name,
        creditCode = creditCode ?? NextCreditCode(),
        noCreditCode = false,
        permitNo = (string?)null,
        division,
        industry = "3011",
        address = "测试路1号",
        legalRepresentative = "张三",
        contactName = "李四",
        contactPhone = "13900000001",
        longitude = lon,
        latitude = lat,
        datum,
        coordinateConfirmed = false,
        tags = new[] { "重点排污单位" },
        state = "operating",
        note = "",
        version,
    };

    public static object Outlet(string code, string medium = "air") => new
    {
        code,
        name = $"{code}排放口",
        medium,
        referenceOxygen = medium == "air" ? 11 : (decimal?)null,
        builtOn = "2018-01-01",
        traits = Array.Empty<string>(),
        longitude = (double?)null,
        latitude = (double?)null,
        datum = "cgcs2000",
        coordinateConfirmed = false,
        closed = false,
        note = "",
        version = 0,
    };

    public static object Monitor(string mn, string? password = "123456", string medium = "air", string state = "active", long version = 0) => new
    {
        mn,
        name = "数采仪",
        password,
        edition = "auto",
        medium,
        systemType = medium == "air" ? "31" : "32",
        crcMode = "standard",
        acceptWrongLength = false,
        acceptWrongPassword = false,
        rtdInterval = 60,
        minInterval = 10,
        dataTimeIsPeriodEnd = false,
        state,
        successorId = (string?)null,
        maker = "",
        model = "",
        version,
    };

    public static async Task<JsonElement> Done(this Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static async Task<(int Status, JsonElement Problem)> Refused(this Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.IsSuccessStatusCode.ShouldBeFalse();
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    public static string Id(this JsonElement saved) => saved.GetProperty("id").GetString()!;

    public static async Task<string> NewEnterprise(this HttpClient engineer, string name, string division = "611002") =>
        (await engineer.PostAsJsonAsync("/api/sources", Enterprise(name, division: division)).Done()).Id();

    public static Task<HttpClient> Engineer(this HostFixture host, string division = "611000") => host.As(Role.MonitoringEngineer, division);
}
