using Microsoft.AspNetCore.Http;

namespace Qingjian.Platform.Edge;

/// <summary>Headers of every answer and the origin check of every write (domain rules 9.1 and 8).</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    // Public pages that others may show within their own: nobody is signed in there and nothing can be done.
    private const string Embedded = "/public/embed";
    private static readonly string Embeddable = Policy.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);

    public static Task Add(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments(Embedded, StringComparison.OrdinalIgnoreCase) ? Embeddable : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(self)";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) headers.CacheControl = "no-store";
        return next(http);
    }

    /// <summary>A write that comes with a foreign Origin is refused; so is a cookie write without the page's own header.</summary>
    public static Task CheckOrigin(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return next(http);
        var origin = request.Headers.Origin.ToString();
        var foreign = origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
        var unmarked = request.Headers.Authorization.Count == 0 && request.Headers["X-Requested-With"] != "qingjian";
        return foreign || unmarked
            ? Problems.Make(403, "foreign-origin", "请求不是从本系统页面发出的，已拒绝。").ExecuteAsync(http)
            : next(http);
    }
}
