using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Platform.Sheets;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Platform.Sheets;

public class SheetRoundTripTests
{
    private sealed record Row(string Name, decimal Amount, DateOnly Day, bool Key);

    private static readonly SheetColumn<Row>[] Columns =
        [new("名称", r => r.Name), new("限值（mg/m³）", r => r.Amount), new("日期", r => r.Day), new("重点", r => r.Key)];

    private static readonly SheetHead Head = new("污染源", "商州区", "演示市生态环境局", new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_list_written_as_xlsx_is_valid_and_reads_back()
    {
        using var file = new MemoryStream();
        SheetExport.WriteXlsx(file, Head, Columns, [new("甲厂", 12.5m, new(2026, 11, 21), true), new("乙厂", 0.1m, new(2026, 1, 1), false)]);

        file.Position = 0;
        using (var opened = SpreadsheetDocument.Open(file, false))
            new OpenXmlValidator().Validate(opened).Select(e => e.Description + e.Path?.XPath).ShouldBeEmpty();

        file.Position = 0;
        SheetReader.Read(file).Try(out var rows, out _).ShouldBeTrue();
        rows.Select(r => r.Number).ShouldBe([1, 2, 3, 4, 5]);
        rows[0].Cell(0).ShouldBe("污染源");
        rows[1].Cell(0).ShouldBe("商州区　制表：演示市生态环境局　时间：2026-11-21 14:00");
        rows[3].Cells.ShouldBe(["甲厂", "12.5", "46347", "是"]);
        rows[4].Cell(1).ShouldBe("0.1");
    }

    [Fact]
    public void Numbers_are_numbers_and_text_is_text_never_a_formula()
    {
        using var file = new MemoryStream();
        SheetExport.WriteXlsx(file, Head, Columns, [new("=1+1", 3m, new(2026, 1, 1), true)]);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var sheet = new StreamReader(zip.Entries.Single(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)).Open());
        var xml = sheet.ReadToEnd();
        xml.ShouldContain("'=1+1");
        xml.ShouldContain("<x:v>3</x:v>");
        xml.ShouldNotContain("<x:f>");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  +8613800000000", "'  +8613800000000")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("甲=乙", "甲=乙")]
    [InlineData("a\u0001b", "ab")]
    public void Text_that_looks_like_a_formula_is_disarmed_and_reads_back(string text, string written)
    {
        SheetText.Safe(text).ShouldBe(written);
        SheetText.Read(written).ShouldBe(text.Replace("\u0001", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Any_text_survives_a_csv_round_trip_but_for_blanks_around_it() =>
        Prop.ForAll<string[]>(texts =>
        {
            var rows = texts.Where(t => !string.IsNullOrWhiteSpace(t)).ToArray();
            using var file = new MemoryStream();
            SheetExport.WriteCsv(file, [new SheetColumn<string>("列", t => t)], rows);
            file.Position = 0;
            SheetReader.Read(file).Try(out var read, out _).ShouldBeTrue();
            string Expected(string t) => SheetText.Read(SheetText.Safe(t).Trim());
            read.Skip(1).Select(r => r.Cell(0)).ShouldBe(rows.Select(Expected).Where(t => t.Length > 0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_csv_of_an_old_office_program_is_read_as_GB18030()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("名称,地址\r\n商洛水泥厂,\"工业路1号,东侧\"\r\n");
        SheetReader.Read(new MemoryStream(bytes)).Try(out var rows, out _).ShouldBeTrue();
        rows[1].Cells.ShouldBe(["商洛水泥厂", "工业路1号,东侧"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 not a zip")]
    [InlineData("\u0000\u0001\u0002\u0003")]
    public void What_is_no_table_is_refused_in_words(string content)
    {
        SheetReader.Read(new MemoryStream(Encoding.Latin1.GetBytes(content))).Try(out _, out var why).ShouldBeFalse();
        why.Message.ShouldContain("上传");
    }

    [Fact]
    public void Random_bytes_never_throw() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            SheetReader.Read(new MemoryStream(bytes));
            SheetReader.Read(new MemoryStream([.. "PK\u0003\u0004"u8, .. bytes]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_template_carries_its_drop_down_lists_and_is_valid()
    {
        using var file = new MemoryStream();
        SheetTemplate.Write(file, "企业", [new("名称", "全称", Required: true), new("介质", "水或气", Choices: ["废水", "废气"])]);
        file.Position = 0;
        using var opened = SpreadsheetDocument.Open(file, false);
        new OpenXmlValidator().Validate(opened).Select(e => e.Description + e.Path?.XPath).ShouldBeEmpty();
        opened.WorkbookPart!.Workbook.Sheets!.Count().ShouldBe(3);
    }
}
