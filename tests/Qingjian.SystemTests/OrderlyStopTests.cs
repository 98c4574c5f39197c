using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;

namespace Qingjian.SystemTests;

/// <summary>SIGTERM ends the program in order, also while it is still starting.</summary>
public sealed class OrderlyStopTests
{
    [Fact]
    public async Task Told_to_stop_while_starting_it_ends_without_a_fault()
    {
        using var folder = await DemoFolder.Make();
        await using var host = HostProcess.Start(folder.Path, HostProcess.FreePort());
        await host.GatewayOpen();
        (await host.Stop()).ShouldBe(0, host.Said);
        host.Said.ShouldNotContain("Unhandled exception");
    }
}
