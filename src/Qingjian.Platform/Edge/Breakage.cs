using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Qingjian.Platform.Edge;

/// <summary>The one place where exceptions meet HTTP: a number and a sentence to the person, the detail to the log.</summary>
internal sealed class Breakage(ILogger<Breakage> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var answer = exception switch
        {
            DbUpdateConcurrencyException => Problems.ChangedByOther(),
            BadHttpRequestException { StatusCode: 413 } => Problems.Make(413, "too-large", "提交的内容超过上限，请减少后再试。"),
            BadHttpRequestException bad => Problems.Make(bad.StatusCode, "bad-request", $"提交的内容无法读懂：请检查必填项、数字和日期的写法{Where(bad)}。"),
            _ => Problems.Make(500, "broken", $"系统出错，已记录（编号 {httpContext.TraceIdentifier}）。请稍后再试；反复出现请告诉系统管理员。"),
        };
        if (answer.StatusCode >= 500) log.LogError(exception, "Request {TraceIdentifier} broke.", httpContext.TraceIdentifier);
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    // The JSON reader names the place; the rest of its English stays in the log.
    private static string Where(BadHttpRequestException bad) => bad.InnerException is System.Text.Json.JsonException { Path: { Length: > 1 } path } ? $"（{path}）" : "";
}
