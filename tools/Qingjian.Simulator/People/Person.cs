using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Qingjian.Simulator.People;

/// <summary>Somebody of the demo city at the pages' own interface: signed in with name and password, or a plant's system with a token.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly HttpClient http;
    private bool signedIn;

    private Person(Uri pages) => http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = pages };

    /// <summary>Signs in; <see cref="DisposeAsync"/> signs out again.</summary>
    /// <exception cref="HttpRequestException">The pages do not answer or refuse.</exception>
    public static async Task<Person> SignIn(Uri pages, string name, string password, CancellationToken stop)
    {
        var person = new Person(pages);
        person.http.DefaultRequestHeaders.Add("X-Requested-With", "qingjian");
        await person.Post("api/session", new { name, password }, stop);
        person.signedIn = true;
        return person;
    }

    public static Person System(Uri pages, string token)
    {
        var system = new Person(pages);
        system.http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        return system;
    }

    public Task<JsonElement> Get(string path, CancellationToken stop) => http.GetFromJsonAsync<JsonElement>(path, stop);

    public Task<JsonElement> Post(string path, object body, CancellationToken stop) => Send(HttpMethod.Post, path, body, stop);

    public Task<JsonElement> Put(string path, object body, CancellationToken stop) => Send(HttpMethod.Put, path, body, stop);

    public Task Delete(string path, CancellationToken stop) => Send(HttpMethod.Delete, path, null, stop);

    public async ValueTask DisposeAsync()
    {
        try { if (signedIn) await Delete("api/session", default); }
        catch (HttpRequestException) { }
        http.Dispose();
    }

    private async Task<JsonElement> Send(HttpMethod method, string path, object? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
