using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Qingjian.Insight.Reports.Layout;

/// <summary>A series of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Values">One for each category.</param>
/// <param name="Colour">RRGGBB.</param>
internal sealed record ChartSeries(string Name, IReadOnlyList<decimal> Values, string Colour);

/// <summary>A chart as the office formats know it: its figures stand in the file, so that it is drawn by the reader's own program and stays sharp.</summary>
/// <param name="Title">Above the chart.</param>
/// <param name="Categories">Along the axis.</param>
/// <param name="Series">Bars or lines.</param>
/// <param name="Lines">Lines instead of bars.</param>
/// <param name="Lying">Bars from left to right, for long names.</param>
internal sealed record ReportChart(string Title, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series, bool Lines = false, bool Lying = false)
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    /// <summary>The chart part.</summary>
    public byte[] ToXml()
    {
        var plot = Lines
            ? new XElement(C + "lineChart", Val("grouping", "standard"), Val("varyColors", "0"), Series.Select(Draw), Val("marker", "1"), Val("axId", "1"), Val("axId", "2"))
            : new XElement(C + "barChart", Val("barDir", Lying ? "bar" : "col"), Val("grouping", "clustered"), Val("varyColors", "0"), Series.Select(Draw), Val("gapWidth", "60"), Val("axId", "1"), Val("axId", "2"));
        var root = new XElement(C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A), Val("roundedCorners", "0"),
            new XElement(C + "chart",
                new XElement(C + "title", new XElement(C + "tx", new XElement(C + "rich", new XElement(A + "bodyPr"), Words(Title, 1300, true))), Val("overlay", "0")),
                Val("autoTitleDeleted", "0"),
                new XElement(C + "plotArea", new XElement(C + "layout"), plot,
                    new XElement(C + "catAx", Val("axId", "1"), new XElement(C + "scaling", Val("orientation", Lying ? "maxMin" : "minMax")), Val("delete", "0"), Val("axPos", Lying ? "l" : "b"), Val("majorTickMark", "none"), Val("minorTickMark", "none"), Val("tickLblPos", "nextTo"), Small(), Val("crossAx", "2"), Val("crosses", "autoZero")),
                    new XElement(C + "valAx", Val("axId", "2"), new XElement(C + "scaling", Val("orientation", "minMax"), Val("min", "0")), Val("delete", "0"), Val("axPos", Lying ? "b" : "l"),
                        new XElement(C + "majorGridlines", Line("D9D9D9", 6350)), new XElement(C + "numFmt", new XAttribute("formatCode", "0"), new XAttribute("sourceLinked", "0")), Val("majorTickMark", "none"), Val("minorTickMark", "none"), Val("tickLblPos", "nextTo"), Small(), Val("crossAx", "1"), Val("crosses", Lying ? "max" : "autoZero"))),
                Series.Count > 1 ? new XElement(C + "legend", Val("legendPos", "b"), Val("overlay", "0"), Small()) : null,
                Val("plotVisOnly", "1"), Val("dispBlanksAs", "gap")));
        return Encoding.UTF8.GetBytes(new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Declaration + root.ToString(SaveOptions.DisableFormatting));
    }

    private XElement Draw(ChartSeries series, int at) => new(C + "ser", Val("idx", at), Val("order", at),
        new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"S!${(char)('B' + at)}$1"), new XElement(C + "strCache", Val("ptCount", 1), Point(0, series.Name)))),
        Lines ? Line(series.Colour, 22225) : new XElement(C + "spPr", Fill(series.Colour)),
        Lines ? new XElement(C + "marker", Val("symbol", "circle"), Val("size", "4"), new XElement(C + "spPr", Fill(series.Colour))) : Val("invertIfNegative", "0"),
        new XElement(C + "dLbls", Small(), Val("showLegendKey", "0"), Val("showVal", Lines || Categories.Count > 16 ? "0" : "1"), Val("showCatName", "0"), Val("showSerName", "0"), Val("showPercent", "0"), Val("showBubbleSize", "0")),
        new XElement(C + "cat", new XElement(C + "strRef", new XElement(C + "f", $"S!$A$2:$A${Categories.Count + 1}"), new XElement(C + "strCache", Val("ptCount", Categories.Count), Categories.Select((name, point) => Point(point, name))))),
        new XElement(C + "val", new XElement(C + "numRef", new XElement(C + "f", $"S!${(char)('B' + at)}$2:${(char)('B' + at)}${Categories.Count + 1}"),
            new XElement(C + "numCache", new XElement(C + "formatCode", "General"), Val("ptCount", Categories.Count), series.Values.Select((value, point) => Point(point, value.ToString(CultureInfo.InvariantCulture)))))),
        Lines ? Val("smooth", "0") : null);

    private static XElement Val(string name, object value) => new(C + name, new XAttribute("val", value));

    private static XElement Point(int at, string value) => new(C + "pt", new XAttribute("idx", at), new XElement(C + "v", value));

    private static XElement Fill(string colour) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", colour)));

    private static XElement Line(string colour, int width) => new(C + "spPr", new XElement(A + "ln", new XAttribute("w", width), Fill(colour)));

    private static XElement Small() => new(C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "p", new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", 900))), new XElement(A + "endParaRPr", new XAttribute("lang", "zh-CN"))));

    private static XElement Words(string text, int size, bool bold) => new(A + "p",
        new XElement(A + "pPr", new XElement(A + "defRPr", new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0))),
        new XElement(A + "r", new XElement(A + "rPr", new XAttribute("lang", "zh-CN"), new XAttribute("sz", size), new XAttribute("b", bold ? 1 : 0)), new XElement(A + "t", text)));
}
