using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Qingjian.Matters.Documents;

/// <summary>Where anybody checks a paper. The address printed on papers is the setting <c>Site:PublicAddress</c> (e.g. https://example.gov.cn), or else the one
/// under which the house was reached when the paper was made.</summary>
internal sealed class PublicSite(IConfiguration settings, IHttpContextAccessor reached)
{
    /// <summary>Hexadecimal digits of the digest that go into the code: 128 bits, so that the code stays small enough to print.</summary>
    public const int DigitsShown = 32;

    /// <summary>Address of the check page for a paper; null when the house has no address (a paper made by no request, without the setting).</summary>
    /// <param name="number">Number as printed, or null.</param>
    /// <param name="digest">SHA-256 of the paper's text, hexadecimal.</param>
    public string? CheckAddress(string? number, string digest)
    {
        var origin = settings["Site:PublicAddress"] is { Length: > 0 } told ? told.TrimEnd('/') : reached.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : null;
        return origin is null ? null : $"{origin}/public/paper?d={digest[..DigitsShown]}{(number is null ? "" : $"&n={Uri.EscapeDataString(number)}")}";
    }
}
