using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;

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
            await http.RequestServices.GetRequiredService<Sessions>().Find(secret, http.RequestAborted) is var (_, account, post))
            context.Current = Sessions.CallerOf(account, post, address);
        await next(http);
    }
}
