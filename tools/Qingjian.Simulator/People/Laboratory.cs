using System.Globalization;
using System.Text.Json;

namespace Qingjian.Simulator.People;

/// <summary>A bottle that a sampler filled by itself after an exceedance: fetched under seal, handed over, received by the monitoring station, analysed.</summary>
internal sealed class Laboratory(Func<string, CancellationToken, Task<Person>> signIn, TimeProvider clock)
{
    /// <summary>Brings one bottle to its result. False while no sampler has filled one after a verdict; the others stay in their samplers for whoever looks.</summary>
    public async Task<bool> Analyse(CancellationToken stop)
    {
        await using var officer = await signIn("zhifa1", stop);
        if (await Waiting(officer, stop) is not { } sample) return false;
        if (sample.ValueKind == JsonValueKind.Undefined) return true;
        var (path, number) = ($"api/samplers/samples/{sample.GetProperty("id").GetString()}", sample.GetProperty("number").GetString()!);
        var version = sample.GetProperty("version").GetInt64();
        var seal = $"演环封{number[2..10]}-{number[^2..]}";
        await officer.Post($"{path}/take", new { version, sealNo = seal, note = "采样瓶外观完好，冷藏箱4℃" }, stop);
        await officer.Post($"{path}/hand-over", new { version = version + 1, to = "何俊杰（演示市环境监控中心）", sealNo = seal, note = "封条完好" }, stop);
        await using var station = await signIn("jiankong", stop);
        await station.Post($"{path}/receive", new { version = version + 2, sealNo = seal, note = "到样温度3.8℃" }, stop);
        await station.Post($"{path}/result", new
        {
            version = version + 3,
            // The laboratory finds about what the monitor found.
            resultValue = Math.Round(sample.GetProperty("value").GetDecimal() * 1.03m, 1),
            resultUnit = sample.GetProperty("unit").GetString(),
            reportNo = string.Create(CultureInfo.InvariantCulture, $"演监测（水）字〔{clock.GetUtcNow().Year}〕第0117号"),
        }, stop);
        return true;
    }

    // Null: nothing yet. An empty element: done on an earlier day.
    private static async Task<JsonElement?> Waiting(Person officer, CancellationToken stop)
    {
        JsonElement? found = null;
        foreach (var sampler in (await officer.Get("api/samplers?size=50", stop)).GetProperty("items").EnumerateArray())
            foreach (var sample in (await officer.Get($"api/samplers/{sampler.GetProperty("id").GetString()}", stop)).GetProperty("samples").EnumerateArray())
            {
                if (sample.GetProperty("state").GetString() == "analysed") return default(JsonElement);
                if (sample.GetProperty("state").GetString() == "full" && sample.GetProperty("verdictId").ValueKind == JsonValueKind.String && sample.GetProperty("value").ValueKind == JsonValueKind.Number) found ??= sample;
            }
        return found;
    }
}
