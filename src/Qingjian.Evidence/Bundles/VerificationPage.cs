namespace Qingjian.Evidence.Bundles;

/// <summary>The page that checks a bundle in a browser: one HTML file that works from disk and asks no network.</summary>
public static class VerificationPage
{
    /// <summary>Name of the page inside a bundle.</summary>
    public const string FileName = "核验.html";

    /// <summary>The whole page.</summary>
    public static string Html { get; } = Resource("page.html")
        .Replace("/*check*/", Resource("check-bundle.js").Replace("export ", "", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("/*page*/", Resource("page.js"), StringComparison.Ordinal);

    private static string Resource(string name)
    {
        using var stream = typeof(VerificationPage).Assembly.GetManifestResourceStream($"Qingjian.Evidence.Bundles.Page.{name}")
            ?? throw new InvalidOperationException($"The part {name} of the verification page is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
