using System.Reflection;

namespace Qingjian.Platform;

/// <summary>Whether background work may run: not while the build reads the interface description from the program.</summary>
public static class Background
{
    /// <summary>False only inside the build's OpenAPI step.</summary>
    public static bool Wanted { get; } = Assembly.GetEntryAssembly()?.GetName().Name != "GetDocument.Insider";
}
