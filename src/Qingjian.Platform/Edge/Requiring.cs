using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Edge;

/// <summary>Which duty an endpoint asks for; <see cref="Duty"/> null means open to everybody. Read by the authorisation matrix test.</summary>
public sealed record AccessRule(Duty? Duty);

/// <summary>Every endpoint says who may call it: <c>.Requires(duty)</c> or <c>.Open()</c>. The host refuses to start with one that says neither.</summary>
public static class Requiring
{
    /// <summary>Only posts holding <paramref name="duty"/>; 401 without sign-in, 403 without the duty, the refusal audited.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Duty duty) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(duty));

    /// <summary>Open to everybody, signed in or not: must not show anything that has an area.</summary>
    public static TBuilder Open<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(null));

    internal static async Task Guard(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() is { Duty: { } duty })
        {
            var caller = http.RequestServices.GetRequiredService<CallerContext>().Current;
            if (caller.Role is null)
            {
                await Problems.Make(401, "signed-out", "您还没有登录，或登录已过期，请重新登录。").ExecuteAsync(http);
                return;
            }
            if (!caller.May(duty))
            {
                var path = http.Request.Path.Value ?? "";
                await http.RequestServices.GetRequiredService<AuditTrail>().Refused(
                    new Act("access.denied", "endpoint", $"{http.Request.Method} {(path.Length > 200 ? path[..200] : path)}", "无权访问"), $"缺少职责 {duty}", http.RequestAborted);
                await Problems.Make(403, "no-duty", $"当前岗位“{caller.PostTitle}”没有这项权限，请切换岗位或联系安全管理员。").ExecuteAsync(http);
                return;
            }
        }
        await next(http);
    }
}
