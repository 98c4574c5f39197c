using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Qingjian.SystemTests.Running;

/// <summary>A person of the demo city at work, over HTTP alone.</summary>
internal sealed class Desk : IDisposable
{
    private const string DemoPassword = "Qingjian-Demo-2026";
    private readonly HttpClient http;

    private Desk(Uri address)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("X-Requested-With", "qingjian");
    }

    /// <summary>Signs in with a demo account.</summary>
    public static async Task<Desk> Of(string account, HostProcess host)
    {
        var desk = new Desk(new Uri($"http://127.0.0.1:{host.HttpPort}"));
        await desk.Post("/api/session", new { name = account, password = DemoPassword });
        return desk;
    }

    public async Task<JsonNode> Get(string path) => await Body(await http.GetAsync(path));

    public async Task<JsonNode> Post(string path, object body) => await Body(await http.PostAsJsonAsync(path, body));

    /// <summary>Looks at a list until a row is as wanted.</summary>
    public async Task<JsonNode> Await(string path, Func<JsonNode, bool> wanted, string what)
    {
        JsonNode? found = null;
        var last = "";
        await Patience.Until(async () =>
        {
            var page = await Get(path);
            last = page.ToJsonString();
            found = page["items"]!.AsArray().FirstOrDefault(row => wanted(row!));
            return found is not null;
        }, what, () => $"{path} shows {last[..Math.Min(last.Length, 2000)]}");
        return found!;
    }

    private static async Task<JsonNode> Body(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} gave {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public void Dispose() => http.Dispose();
}
