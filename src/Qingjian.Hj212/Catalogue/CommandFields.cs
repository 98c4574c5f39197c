using System.Collections.Immutable;

namespace Qingjian.Hj212;

/// <summary>Takes the <c>fields</c> column of the table of commands apart.</summary>
internal static class CommandFields
{
    // e.g. "DataTime;{code}-Cou?,-Min,-Avg; noise {L}-Data": words apart from names are for people.
    internal static ImmutableArray<CommandField> Of(string text)
    {
        var fields = ImmutableArray.CreateBuilder<CommandField>();
        foreach (var part in WithoutBrackets(text).Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var word in part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Field(word) is { } field && !fields.Any(f => f.Name == field.Name && f.Code == field.Code))
                    fields.Add(field);
            }
        }
        return fields.ToImmutable();
    }

    private static CommandField? Field(string word)
    {
        var optional = word.EndsWith('?');
        word = word.TrimEnd('?');
        var dash = word.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return Terms.Default.Field(word) is null ? null : new(word, PerCode: false, optional, "");
        if (word.EndsWith('*'))
            return new("ZsAvg", PerCode: true, Optional: true, "");
        if (Terms.Default.Suffix(word[(dash + 1)..]) is null)
            return null;
        var code = word[..dash];
        // {L}: any noise code beside the pollutants, so never demanded.
        if (code is "{L}" or "LA")
            return new(word[(dash + 1)..], PerCode: true, Optional: true, "LA");
        return new(word[(dash + 1)..], PerCode: true, optional, code is "{code}" or "{infoId}" or "" ? "" : code.Replace("{n}", "", StringComparison.Ordinal));
    }

    private static string WithoutBrackets(string text)
    {
        while (text.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = text.IndexOf(')', open);
            text = close < 0 ? text[..open] : text.Remove(open, close - open + 1);
        }
        return text;
    }
}
