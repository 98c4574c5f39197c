using System.Text;

namespace Qingjian.Platform.Sheets;

/// <summary>Cuts csv text into rows (RFC 4180; LF alone is taken too).</summary>
internal static class CsvRows
{
    public static IEnumerable<SheetRow> Split(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, start, quoted) = (1, 1, false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') { cell.Append(c); continue; }
                if (at + 1 < text.Length && text[at + 1] == '"') { cell.Append('"'); at++; continue; }
                quoted = false;
                continue;
            }
            switch (c)
            {
                case '"' when cell.Length == 0: quoted = true; break;
                case ',': Take(); break;
                case '\r' when at + 1 < text.Length && text[at + 1] == '\n': break;
                case '\n' or '\r':
                    Take();
                    yield return new(start, cells);
                    cells = [];
                    start = line;
                    break;
                default: cell.Append(c); break;
            }
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            Take();
            yield return new(start, cells);
        }

        void Take()
        {
            if (cells.Count < SheetReader.MostColumns) cells.Add(SheetText.Read(cell.ToString().Trim()));
            cell.Clear();
        }
    }
}
