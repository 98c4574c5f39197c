using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Qingjian.Host;

/// <summary>Input limits of HTTP (L14). Uploads raise the body limit for themselves.</summary>
internal static class HttpLimits
{
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        kestrel.Limits.MaxRequestLineSize = 8 << 10;
        kestrel.Limits.MaxRequestBodySize = 32 << 20;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
    }
}
