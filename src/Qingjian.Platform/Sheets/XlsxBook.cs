using System.Globalization;
using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Qingjian.Platform.Sheets;

/// <summary>Writes an xlsx file row by row: memory does not grow with the rows. Text is typed as text, numbers as numbers; never a formula.</summary>
public sealed class XlsxBook : IDisposable
{
    /// <summary>Media type of xlsx.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private readonly Package package;
    private readonly List<SheetPlan> sheets = [];
    private readonly Dictionary<string, PackagePart> parts = [];

    /// <summary>Begins a file. The stream must be able to seek; it stays open.</summary>
    public XlsxBook(Stream target)
    {
        // Write access only: a package opened for reading too (which SpreadsheetDocument asks for) would hold every sheet in memory until the end.
        package = Package.Open(target, FileMode.Create, FileAccess.Write);
        Part("styles.xml", "styles+xml", writer => writer.WriteElement(XlsxStyles.Sheet()));
    }

    /// <summary>Writes one sheet.</summary>
    public void Add(SheetPlan plan, IEnumerable<IReadOnlyList<SheetCell>> rows)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rows);
        sheets.Add(plan);
        Part($"worksheets/sheet{sheets.Count}.xml", "worksheet+xml", writer =>
        {
            writer.WriteStartElement(new Worksheet());
            if (plan.FrozenRows > 0 || plan.FrozenColumns > 0) writer.WriteElement(Frozen(plan));
            writer.WriteElement(new Columns(plan.Widths.Select((width, at) =>
                new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = width, CustomWidth = true })));
            writer.WriteStartElement(new SheetData());
            var number = 0;
            foreach (var row in rows) WriteRow(writer, ++number, row);
            writer.WriteEndElement();
            if (plan.WideRows.Count > 0 && plan.Widths.Count > 1)
                writer.WriteElement(new MergeCells(plan.WideRows.Select(row => new MergeCell { Reference = $"A{row}:{Column(plan.Widths.Count - 1)}{row}" })));
            if (plan.Rules.Count > 0) writer.WriteElement(Rules(plan));
            writer.WriteEndElement();
        });
    }

    /// <summary>A, B, … Z, AA: the letters of a column from 0.</summary>
    public static string Column(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }

    /// <summary>Writes the list of sheets and closes the file.</summary>
    public void Dispose()
    {
        Part("workbook.xml", "sheet.main+xml", writer =>
        {
            writer.WriteStartElement(new Workbook());
            writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Sheets(sheets.Select((sheet, at) => new Sheet
            {
                Name = sheet.Name,
                SheetId = (uint)at + 1,
                Id = $"rId{at + 1}",
                State = sheet.Hidden ? SheetStateValues.Hidden : null,
            })));
            writer.WriteEndElement();
        });
        var book = new Uri("/xl/workbook.xml", UriKind.Relative);
        package.CreateRelationship(book, TargetMode.Internal, Relation + "officeDocument", "rId1");
        var part = parts["workbook.xml"];
        for (var at = 0; at < sheets.Count; at++)
            part.CreateRelationship(new Uri($"/xl/worksheets/sheet{at + 1}.xml", UriKind.Relative), TargetMode.Internal, Relation + "worksheet", $"rId{at + 1}");
        part.CreateRelationship(new Uri("/xl/styles.xml", UriKind.Relative), TargetMode.Internal, Relation + "styles", $"rId{sheets.Count + 1}");
        package.Close();
    }

    private void Part(string name, string kind, Action<OpenXmlWriter> write)
    {
        var part = package.CreatePart(new Uri("/xl/" + name, UriKind.Relative), Main + kind, CompressionOption.Fast);
        parts[name] = part;
        using var content = part.GetStream(FileMode.Create, FileAccess.Write);
        using var writer = OpenXmlWriter.Create(content);
        write(writer);
    }

    private static void WriteRow(OpenXmlWriter writer, int number, IReadOnlyList<SheetCell> cells)
    {
        var row = number.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartElement(new Row(), [new OpenXmlAttribute("r", "", row)]);
        for (var at = 0; at < cells.Count; at++)
        {
            var (value, look) = cells[at];
            if (value is null && look == CellLook.Plain) continue;
            var place = new OpenXmlAttribute("r", "", Column(at) + row);
            var (number_, style) = Number(value, look);
            var styled = new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture));
            if (number_ is not null)
            {
                writer.WriteStartElement(new Cell(), [place, styled]);
                writer.WriteElement(new CellValue(number_));
            }
            else
            {
                writer.WriteStartElement(new Cell(), [place, styled, new OpenXmlAttribute("t", "", "inlineStr")]);
                var text = SheetText.Safe(value switch { null => "", bool yes => yes ? "是" : "否", _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "" });
                writer.WriteElement(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
            }
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }

    private static (string? Number, int Style) Number(object? value, CellLook look)
    {
        var plain = XlsxStyles.Of(look);
        return value switch
        {
            int or long or short or decimal => (Convert.ToString(value, CultureInfo.InvariantCulture), plain),
            double d when double.IsFinite(d) => (d.ToString("R", CultureInfo.InvariantCulture), plain),
            DateOnly day => (Serial(day.ToDateTime(TimeOnly.MinValue)), look == CellLook.Plain ? XlsxStyles.Date : plain),
            DateTimeOffset at => (Serial(at.ToOffset(TimeSpan.FromHours(8)).DateTime), look == CellLook.Plain ? XlsxStyles.Time : plain),
            _ => (null, plain),
        };
    }

    private static string Serial(DateTime clock) => Math.Round((clock - new DateTime(1899, 12, 30)).TotalDays, 9).ToString("R", CultureInfo.InvariantCulture);

    private static SheetViews Frozen(SheetPlan plan) => new(new SheetView(
        new Pane
        {
            VerticalSplit = plan.FrozenRows > 0 ? plan.FrozenRows : null,
            HorizontalSplit = plan.FrozenColumns > 0 ? plan.FrozenColumns : null,
            TopLeftCell = Column(plan.FrozenColumns) + (plan.FrozenRows + 1).ToString(CultureInfo.InvariantCulture),
            ActivePane = plan.FrozenColumns == 0 ? PaneValues.BottomLeft : plan.FrozenRows == 0 ? PaneValues.TopRight : PaneValues.BottomRight,
            State = PaneStateValues.Frozen,
        })
    { WorkbookViewId = 0U });

    private static DataValidations Rules(SheetPlan plan) => new(plan.Rules.Select(rule =>
    {
        var range = $"{Column(rule.Column)}{rule.FirstRow}:{Column(rule.Column)}{50_000}";
        var made = new DataValidation
        {
            SequenceOfReferences = new ListValue<StringValue> { InnerText = range },
            AllowBlank = true,
            ShowInputMessage = true,
            Prompt = rule.Hint.Length > 250 ? rule.Hint[..250] : rule.Hint,
        };
        if (rule.Choices is not null)
        {
            (made.Type, made.ShowErrorMessage, made.ErrorTitle, made.Error) = (DataValidationValues.List, true, "不在选项中", "请从下拉列表中选择。");
            made.Append(new Formula1(rule.Choices));
        }
        return made;
    }));
}
