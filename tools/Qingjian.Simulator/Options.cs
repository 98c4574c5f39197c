using System.Globalization;

namespace Qingjian.Simulator;

/// <summary>A command followed by <c>--name value</c> pairs.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];

    public Options(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) Command ??= args[i];
            else if (i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal)) values[args[i][2..]] = args[++i];
            else values[args[i][2..]] = "";
        }
    }

    public string? Command { get; }

    public bool Has(string name) => values.ContainsKey(name);

    public string Text(string name, string otherwise) => values.GetValueOrDefault(name, otherwise);

    public string? TextOrNull(string name) => values.GetValueOrDefault(name);

    public int Number(string name, int otherwise) =>
        values.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
