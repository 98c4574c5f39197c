using System.Net;
using System.Net.Sockets;
using System.Text;
using Qingjian.Simulator.Loggers;

namespace Qingjian.Simulator.People;

/// <summary>The gateway of text messages and the chat of the duty room of the demo city: takes what the house sends, counts it and says so.</summary>
internal sealed class Phones(int port, Tally tally)
{
    private static readonly byte[] Taken = Encoding.UTF8.GetBytes("""{"errcode":0,"errmsg":"ok"}""");

    public string Address { get; } = $"http://127.0.0.1:{port}";

    /// <summary>Listens until stopped. A port that is taken leaves the messages undelivered, as it would be in life.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"{Address}/");
        try { listener.Start(); }
        catch (Exception fault) when (fault is HttpListenerException or SocketException)
        {
            Console.Error.WriteLine($"No messages are taken: port {port}: {fault.Message}");
            return;
        }
        await using var end = stop.Register(listener.Stop);
        while (!stop.IsCancellationRequested)
        {
            HttpListenerContext call;
            try { call = await listener.GetContextAsync(); }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException) { return; }
            Interlocked.Increment(ref tally.Messages);
            call.Response.ContentType = "application/json";
            call.Response.Close(Taken, willBlock: false);
        }
    }
}
