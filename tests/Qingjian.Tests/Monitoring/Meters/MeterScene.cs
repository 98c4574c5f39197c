using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Platform.Access;
using Qingjian.Tests.Fixtures;
using Qingjian.Tests.Monitoring.Supervision;
using Shouldly;

namespace Qingjian.Tests.Monitoring.Meters;

/// <summary>A kiln with a mill of 1000 kW and a fan of 200 kW under electricity monitoring.</summary>
internal sealed class MeterScene
{
    // Above every number another scene may give: a later packet takes the place of an earlier one.
    private static long packets = 1_000_000_000;

    public required SupervisionScene Scene { get; init; }
    public required HttpClient Officer { get; init; }
    public required string Mill { get; init; }
    public required string Fan { get; init; }

    public static async Task<MeterScene> Set(HostFixture host)
    {
        var scene = await SupervisionScene.Kiln(host);
        var officer = await host.As(Role.SupervisionOfficer, "611000", name: "监管科员");
        var mill = await Made(await officer.PostAsJsonAsync("/api/meters", Meter(scene, "生料磨", "production", 1000, "d10001")));
        var fan = await Made(await officer.PostAsJsonAsync("/api/meters", Meter(scene, "窑尾风机", "treatment", 200, "d20001")));
        return new MeterScene { Scene = scene, Officer = officer, Mill = mill, Fan = fan };
    }

    public static object Meter(SupervisionScene scene, string name, string kind, decimal rated, string code, long version = 0, decimal ratio = 1) =>
        new { enterpriseId = scene.EnterpriseId, name, kind, ratedKw = rated, ctRatio = ratio, mn = scene.Mn, code, version };

    public object Linkage(long version = 0, int lead = 0) =>
        new { enterpriseId = Scene.EnterpriseId, name = "磨与窑尾除尘", production = new[] { Mill }, treatment = new[] { Fan }, relation = "all", leadMinutes = lead, lagMinutes = 0, version };

    public static async Task<string> Made(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<string>())!;
    }

    public static async Task<JsonElement> Done(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBeInRange(200, 299, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();

    public Task<JsonElement> Get(string path) => Officer.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Both meters every few minutes of a stretch of Beijing time.</summary>
    public void Power(DateTime from, DateTime until, decimal mill, decimal fan, int minutes = 5)
    {
        var received = Scene.Host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var batch = new List<IncomingReading>();
        for (var at = from; at < until; at = at.AddMinutes(minutes))
        {
            var packer = new PartPacker();
            packer.Begin();
            foreach (var (code, kw) in new[] { ("d10001", mill), ("d20001", fan) })
            {
                packer.Factor(Encoding.ASCII.GetBytes(code));
                packer.Value("Rtd"u8, Encoding.ASCII.GetBytes(kw.ToString(CultureInfo.InvariantCulture)));
                packer.Flag('N');
            }
            var number = Interlocked.Increment(ref packets);
            batch.Add(new IncomingReading(Scene.Mn, PeriodKind.Realtime, new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds(), packer.End(new Origin(new RawId(number), received, number), false)));
        }
        var store = Scene.Host.Services.GetRequiredService<IReadingStore>();
        store.Write(batch, store.Cursor, received);
    }
}
