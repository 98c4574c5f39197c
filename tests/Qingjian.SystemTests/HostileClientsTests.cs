using Qingjian.SystemTests.Loggers;
using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Qingjian.SystemTests;

/// <summary>Measures that need the machine to themselves: they run after all others, one by one.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>R5, P3, P4: a thousand hostile connections beside a normal logger that keeps its answers.</summary>
[Collection(nameof(Alone))]
public sealed class HostileClientsTests(ITestOutputHelper output)
{
    private const int Connections = 1_000;
    // The same limits as always, only sooner, so that the test need not wait a minute for them.
    private static readonly string[] Sooner = ["--Gateway:FirstFrameWithin=00:00:10", "--Gateway:FrameWithin=00:00:03"];

    [Fact]
    public async Task A_normal_logger_keeps_its_answers_among_a_thousand_hostile_connections()
    {
        using var folder = await DemoFolder.Make();
        await using var host = HostProcess.Start(folder.Path, HostProcess.FreePort(), Sooner);
        await host.Ready();
        using var stop = new CancellationTokenSource();
        var normal = new ResendingLogger(Checkout.Plants[0], host.GatewayPort, 0, 1, window: 1, pause: TimeSpan.FromMilliseconds(50));
        var running = Task.Run(() => normal.Run(stop.Token));
        await Patience.Until(() => normal.Answered >= 20, "the normal logger is answered", () => host.Said);
        var (sockets, memory, most) = (host.Sockets(), host.ResidentBytes(), 0);

        var kinds = Enum.GetValues<HostileClient.Kind>();
        var hostile = Enumerable.Range(0, Connections)
            .Select(n => (Kind: kinds[n % kinds.Length], Client: new HostileClient(kinds[n % kinds.Length], Checkout.Plants[1 + n % 30], n))).ToList();
        var attacks = hostile.ConvertAll(each => Task.Run(() => each.Client.Run(host.GatewayPort, stop.Token)));
        var peak = memory;
        try
        {
            var before = normal.Answered;
            await Patience.Until(() =>
            {
                (most, peak) = (Math.Max(most, host.Sockets()), Math.Max(peak, host.ResidentBytes()));
                return normal.Answered >= before + 100 && hostile.TrueForAll(each => each.Client.Cut || !HostileClient.WithoutPacket.Contains(each.Kind));
            }, "the gateway closes every connection that brings no packet",
                () => string.Join(", ", hostile.Where(each => !each.Client.Cut).GroupBy(each => each.Kind).Select(left => $"{left.Count()} {left.Key} still open")) + $"; normal answered {normal.Answered}");
            output.WriteLine($"{normal.Answered} answers to the normal logger, {normal.Unanswered} never answered, {normal.Resent} re-sends after five seconds, {most - sockets} hostile connections at once, {(peak - memory) >> 20} MB more memory");
            normal.Unanswered.ShouldBe(0, "packets of the normal logger without an answer after the last re-send");
            normal.Cuts.ShouldBe(0, "connections of the normal logger that were cut");
            normal.Strange.ShouldBe(0, "answers nobody asked for");

            most.ShouldBeGreaterThan(sockets + 200, "hostile connections that were open at once");
            hostile.ForEach(each => each.Client.Dispose());
            await Patience.Until(() => host.Sockets() <= sockets, $"open sockets back to {sockets}", () => $"{host.Sockets()} are open.");
            (peak - memory).ShouldBeLessThan(400_000_000, "growth of resident memory, bytes");
        }
        finally
        {
            await stop.CancelAsync();
            hostile.ForEach(each => each.Client.Dispose());
            await Task.WhenAll(attacks);
            await running;
        }
        (await host.Stop()).ShouldBe(0, host.Said);
    }
}
