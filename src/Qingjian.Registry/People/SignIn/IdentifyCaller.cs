using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Sets the caller of each request from its session or token; nobody when there is none.</summary>
internal static class IdentifyCaller
{
    public static async Task Run(HttpContext http, RequestDelegate next)
    {
        var context = http.RequestServices.GetRequiredService<CallerContext>();
        var address = http.Connection.RemoteIpAddress?.ToString();
        context.Current = Caller.Nobody with { Address = address };
        if (Sessions.SecretOf(http.Request) is { } secret &&
            await http.RequestServices.GetRequiredService<Sessions>().Find(secret, http.RequestAborted) is var (session, account, post))
        {
            context.Current = Sessions.CallerOf(account, post, address);
            var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            if (session.Kind == "browser" && account.PasswordDue(now) && !http.Request.Path.StartsWithSegments("/api/session")
                && http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { Duty: not null })
            {
                await Refusal.Of("password-due", "首次登录、口令被重设或用满 90 天后，须先修改口令才能继续。").ToProblem(StatusCodes.Status403Forbidden).ExecuteAsync(http);
                return;
            }
        }
        await next(http);
    }
}
