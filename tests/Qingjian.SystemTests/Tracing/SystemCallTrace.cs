using System.Text.RegularExpressions;

namespace Qingjian.SystemTests.Tracing;

/// <summary>
/// What a trace (<c>strace -f -y</c>) shows of answers and syncs. The order of lines is the order of events: a call interrupted by another
/// thread's is written as two lines, its beginning and its return.
/// </summary>
internal sealed partial class SystemCallTrace
{
    private readonly record struct Begun(int Line, string Text);
    private readonly record struct Write(int Ended, string File);
    private readonly record struct Sync(int Began, int Ended, string File);

    private readonly Dictionary<string, Begun> open = [];
    private readonly Dictionary<string, Write> writes = [];
    private readonly List<Sync> syncs = [];
    private readonly List<(int Began, string Qn)> answers = [];
    private readonly Func<string, string> otherMark;

    /// <param name="lines">Lines of the trace.</param>
    /// <param name="otherMark">Of a QN, the second text that only this packet's frame holds: one of the two may be cut by the end of a page.</param>
    public SystemCallTrace(IEnumerable<string> lines, Func<string, string> otherMark)
    {
        this.otherMark = otherMark;
        var at = 0;
        foreach (var line in lines) Take(line, ++at);
    }

    public int Answers => answers.Count;

    public int Syncs => syncs.Count;

    /// <summary>QNs of answers that left before a sync of the raw store, begun after the write of their packet, had returned.</summary>
    public IReadOnlyList<string> AnsweredBeforeSync =>
        [.. answers.Where(answer => !IsDurable(answer.Began, "QN=" + answer.Qn) && !IsDurable(answer.Began, otherMark(answer.Qn))).Select(answer => answer.Qn)];

    private bool IsDurable(int before, string mark) =>
        writes.TryGetValue(mark, out var write) && syncs.Exists(sync => sync.File == write.File && sync.Began > write.Ended && sync.Ended < before);

    private void Take(string line, int at)
    {
        if (Shape().Match(line) is not { Success: true } match) return;
        var (thread, text) = (match.Groups["thread"].Value, match.Groups["text"].Value);
        if (text.StartsWith("<... ", StringComparison.Ordinal))
        {
            if (open.Remove(thread, out var begun)) Ended(begun.Text, begun.Line, at, Succeeded(text));
        }
        else if (text.EndsWith("<unfinished ...>", StringComparison.Ordinal))
        {
            open[thread] = new Begun(at, text);
            Began(text, at);
        }
        else
        {
            Began(text, at);
            Ended(text, at, at, Succeeded(text));
        }
    }

    private static bool Succeeded(string text) => Result().Match(text) is { Success: true } match && match.Groups[1].Value != "-1";

    // An answer counts from the moment its call begins.
    private void Began(string text, int at)
    {
        if (!text.StartsWith("send", StringComparison.Ordinal) || !text.Contains("CN=9014", StringComparison.Ordinal)) return;
        foreach (Match qn in AnswerQn().Matches(text)) answers.Add((at, qn.Groups[1].Value));
    }

    // A write or a sync counts from the moment its call has returned.
    private void Ended(string text, int began, int ended, bool succeeded)
    {
        if (!succeeded || RawFile().Match(text) is not { Success: true } call) return;
        var file = call.Groups["file"].Value;
        if (call.Groups["call"].Value is "fdatasync" or "fsync") syncs.Add(new Sync(began, ended, file));
        else
            foreach (Match mark in Marks().Matches(text)) writes.TryAdd(mark.Value, new Write(ended, file));
    }

    [GeneratedRegex(@"^(?<thread>\d+) +[\d.]+ (?<text>.*)$")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\) += (-?\d+)")]
    private static partial Regex Result();

    [GeneratedRegex(@"^(?<call>pwrite64|write|fdatasync|fsync)\(\d+<(?<file>[^>]*/raw-[^>/]*)>")]
    private static partial Regex RawFile();

    [GeneratedRegex(@"QN=\d{17}|DataTime=\d{14}")]
    private static partial Regex Marks();

    [GeneratedRegex(@"QN=(\d{17})[^#]*?CN=9014")]
    private static partial Regex AnswerQn();
}
