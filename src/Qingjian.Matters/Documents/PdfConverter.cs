using System.Diagnostics;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Documents;

/// <summary>Makes PDF of DOCX with LibreOffice, run headless as a separate process with a time limit. Kept by digest, so each paper is converted once.</summary>
internal sealed class PdfConverter(HouseStore house) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    // One conversion at a time: LibreOffice locks its profile and takes a whole core.
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The PDF bytes, or why there are none: LibreOffice is missing, or the conversion took longer than 60 s.</summary>
    public async Task<Outcome<byte[]>> Convert(byte[] docx, string sha256, CancellationToken stop)
    {
        var kept = Path.Combine(house.Folder, "pdf", $"{sha256}.pdf");
        if (File.Exists(kept)) return await File.ReadAllBytesAsync(kept, stop);
        if (Program() is not { } soffice)
            return Refusal.Of("no-libreoffice", "本机没有安装 LibreOffice，不能生成 PDF。请管理员执行 apt-get install --no-install-recommends libreoffice-writer-nogui fonts-noto-cjk；也可以下载 DOCX 或者使用浏览器打印。");

        await turn.WaitAsync(stop);
        var work = Directory.CreateTempSubdirectory("qj-pdf-");
        try
        {
            var source = Path.Combine(work.FullName, "paper.docx");
            await File.WriteAllBytesAsync(source, docx, stop);
            if (!await Run(soffice, work.FullName, source, stop)) return Refusal.Of("pdf-failed", "生成 PDF 超时或者失败，请稍后再试；也可以下载 DOCX。");
            var made = Path.Combine(work.FullName, "paper.pdf");
            if (!File.Exists(made)) return Refusal.Of("pdf-failed", "生成 PDF 失败，请下载 DOCX，并告诉系统管理员检查 LibreOffice。");
            Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
            File.Move(made, kept, overwrite: true);
            return await File.ReadAllBytesAsync(kept, stop);
        }
        finally
        {
            turn.Release();
            work.Delete(recursive: true);
        }
    }

    private static async Task<bool> Run(string soffice, string folder, string source, CancellationToken stop)
    {
        var start = new ProcessStartInfo(soffice) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, source })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(limit.Token), process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }

    public void Dispose() => turn.Dispose();

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "soffice"), Path.Combine(folder, "libreoffice") }).FirstOrDefault(File.Exists);
}
