using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Edge;

/// <summary>Turns refusals into RFC 9457 problem details with a code and Chinese text.</summary>
public static class Problems
{
    /// <summary>422 with the refusal's code, text and field messages.</summary>
    public static ProblemHttpResult ToProblem(this Refusal why, int status = StatusCodes.Status422UnprocessableEntity) =>
        Make(status, why.Code, why.Message, why.Fields);

    /// <summary>200 with what was done, or the refusal.</summary>
    public static Results<Ok<T>, ProblemHttpResult> ToAnswer<T>(this Outcome<T> outcome) => outcome.Try(out var done, out var why) ? TypedResults.Ok(done) : why.ToProblem();

    /// <summary>404, the same for a missing object and for one of another area.</summary>
    public static ProblemHttpResult NotFound() => Make(404, "not-found", "没有找到这条记录，它可能已被移除，或不在您的管辖范围内。");

    /// <summary>409: somebody else changed the object meanwhile.</summary>
    public static ProblemHttpResult ChangedByOther() => Make(409, "changed-by-other", "这条记录刚被他人修改，您的修改没有保存。请刷新后核对再提交。");

    /// <summary>429: too many at once.</summary>
    public static ProblemHttpResult Make429() => Make(429, "too-many", "现在请求太多，请稍后再试。");

    internal static ProblemHttpResult Make(int status, string code, string message, IReadOnlyDictionary<string, string[]>? fields = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (fields is not null) extensions["errors"] = fields;
        return TypedResults.Problem(title: message, statusCode: status, extensions: extensions);
    }
}
