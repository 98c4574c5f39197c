using System.Diagnostics;
using System.Runtime.Versioning;
using Qingjian.SystemTests.Running;
using Shouldly;
using Xunit;

namespace Qingjian.SystemTests;

/// <summary><c>./run</c> on a machine whose dotnet or node is missing or too old says so before it does anything.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OldToolsTests : IDisposable
{
    private readonly string tools = Directory.CreateTempSubdirectory("qingjian-tools-").FullName;

    [Theory]
    [InlineData("echo 8.0.404", "echo v20.19.0", "需要 .NET 10 SDK，现在是 8.0.404")]
    // With global.json beside it an old dotnet only complains; away from it, it names itself.
    [InlineData("[ $PWD = / ] && echo 9.0.100 || { echo 'A compatible .NET SDK was not found.' >&2; exit 145; }", "echo v20.19.0", "需要 .NET 10 SDK，现在是 9.0.100")]
    [InlineData(null, "echo v20.19.0", "没有找到 dotnet")]
    [InlineData("echo 10.0.100", "echo v18.19.0", "需要 Node.js 20 以上，现在是 v18.19.0")]
    [InlineData("echo 10.0.100", null, "没有找到 node")]
    public async Task An_old_or_missing_tool_is_named_with_what_is_needed(string? dotnet, string? node, string said)
    {
        // Only these programs are on the PATH: a real dotnet or node of the machine is not seen.
        File.CreateSymbolicLink(Path.Combine(tools, "dirname"), "/usr/bin/dirname");
        Put("dotnet", dotnet);
        Put("node", node);
        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Checkout.Root, "run"), "--build-only"])
        { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["PATH"] = tools } };
        using var run = Process.Start(start)!;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        run.ExitCode.ShouldBe(2, await error);
        (await error).Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(said);
        (await output).ShouldBeEmpty();
    }

    private void Put(string name, string? body)
    {
        if (body is null) return;
        var path = Path.Combine(tools, name);
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(tools, true);
}
