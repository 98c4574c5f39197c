using System.Diagnostics;
using System.Text.Json;
using Qingjian.Evidence.Bundles;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Evidence.Bundles;

/// <summary>The script of the verification page, run by Node, whose WebCrypto is that of a browser.</summary>
public sealed class BundlePageTests
{
    // Runs the very text that stands in the page, without the part that touches the document.
    private const string Runner = """
        import { readFileSync } from 'node:fs'
        const [, , page, list] = process.argv
        const html = readFileSync(page, 'utf8')
        const script = html.slice(html.indexOf('<script type="module">') + 22, html.indexOf('const VERDICTS'))
        const checkBundle = new Function(script + '\nreturn checkBundle')()
        for (const [file, ...keys] of JSON.parse(readFileSync(list, 'utf8'))) {
          const report = await checkBundle(new Blob([readFileSync(file)]), keys)
          console.log(JSON.stringify([report.verdict, report.faults.map(f => f.code), report.entries.length]))
        }
        """;

    [Fact]
    public async Task The_page_says_what_the_offline_verifier_says()
    {
        using var folder = new TemporaryFolder();
        var bundle = await SomeBundle.Make();
        var cases = new List<(byte[] Bundle, string[] Keys, string Expected)>
        {
            (bundle, [], "intact"),
            (bundle, [Some.Key.Key.ToString()], "intact"),
            (bundle, [Qingjian.Evidence.Notes.EcdsaP256Signer.Create(Some.Origin).Key.ToString()], "tampered"),
            (bundle[..^9], [], "unreadable"),
        };
        foreach (var (name, start, length) in SomeBundle.Members(bundle))
        {
            if (name == VerificationPage.FileName) continue;
            for (var i = start; i < start + length; i += name == "manifest.json" ? 23 : 5)
            {
                var changed = (byte[])bundle.Clone();
                changed[i] ^= 1;
                cases.Add((changed, [], "not intact"));
            }
        }

        var page = Path.Combine(folder, "page.html");
        var runner = Path.Combine(folder, "run.mjs");
        var list = Path.Combine(folder, "list.json");
        await File.WriteAllTextAsync(page, VerificationPage.Html);
        await File.WriteAllTextAsync(runner, Runner);
        var lines = new List<string[]>();
        for (var i = 0; i < cases.Count; i++)
        {
            var file = Path.Combine(folder, $"{i}.zip");
            await File.WriteAllBytesAsync(file, cases[i].Bundle);
            lines.Add([file, .. cases[i].Keys]);
        }
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(lines));

        var said = await Node(runner, page, list);
        said.Length.ShouldBe(cases.Count);
        for (var i = 0; i < said.Length; i++)
        {
            var verdict = JsonDocument.Parse(said[i]).RootElement[0].GetString();
            if (cases[i].Expected == "not intact") verdict.ShouldNotBe("intact", $"case {i}: {said[i]}");
            else verdict.ShouldBe(cases[i].Expected, said[i]);
        }
        JsonDocument.Parse(said[0]).RootElement[2].GetInt32().ShouldBe(3);
    }

    private static async Task<string[]> Node(params string[] args)
    {
        using var node = Process.Start(new ProcessStartInfo("node", args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
