using System.Text.Json;
using System.Text.Json.Serialization;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Documents.Layout;

/// <summary>What a paper says, line by line: frozen as JSON when the paper is issued, and the only source of its printed forms.</summary>
/// <param name="Code">Kind of paper, DOC01 to DOC48.</param>
/// <param name="Agency">Name of the agency in whose name it is made.</param>
/// <param name="Title">Title as printed, e.g. 行政处罚决定书.</param>
/// <param name="Number">Document number as printed, or null for an unnumbered paper.</param>
/// <param name="Blocks">The text.</param>
internal sealed record PaperContent(string Code, string Agency, string Title, string? Number, IReadOnlyList<Block> Blocks)
{
    /// <summary>Version of the block model and of the layout, kept with each paper.</summary>
    public const string TemplateVersion = "2026-1";

    /// <summary>The frozen form; its digest goes into the evidence log.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, HouseJson.Options);

    /// <summary>Reads a frozen paper back.</summary>
    public static PaperContent FromJson(string json) => JsonSerializer.Deserialize<PaperContent>(json, HouseJson.Options)!;
}

/// <summary>One block of a paper.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "block")]
[JsonDerivedType(typeof(Paragraph), "text")]
[JsonDerivedType(typeof(Form), "form")]
[JsonDerivedType(typeof(SignOff), "sign")]
[JsonDerivedType(typeof(SignatureLines), "signatures")]
[JsonDerivedType(typeof(SignedLine), "signed")]
internal abstract record Block;

/// <summary>A paragraph. Body text begins with an indent of two characters.</summary>
internal sealed record Paragraph(string Text, ParagraphKind Kind = ParagraphKind.Body) : Block;

/// <summary>How a paragraph is set.</summary>
internal enum ParagraphKind
{
    /// <summary>仿宋 三号, two characters indented.</summary>
    Body,
    /// <summary>仿宋 三号, from the margin: the addressee.</summary>
    Flush,
    /// <summary>黑体 三号: first-level heading, 一、.</summary>
    Heading,
    /// <summary>楷体 三号: second-level heading, （一）.</summary>
    Subheading,
    /// <summary>仿宋 小四: notes below a form.</summary>
    Note,
}

/// <summary>A form table: rows of label and value.</summary>
internal sealed record Form(IReadOnlyList<FormRow> Rows) : Block;

/// <summary>One row: one wide field or two fields side by side. <paramref name="Lines"/> is the least height in lines.</summary>
internal sealed record FormRow(IReadOnlyList<Field> Fields, int Lines = 1);

/// <summary>A label and its value; <paramref name="Signed"/> stands right below the value (name and date of an opinion).</summary>
internal sealed record Field(string Label, string Value, string? Signed = null);

/// <summary>Agency and date at the right below the text, where the seal is set.</summary>
internal sealed record SignOff(string Agency, DateOnly Date) : Block;

/// <summary>Lines to be signed by hand, e.g. 受送达人（签名或盖章）： with room and date.</summary>
internal sealed record SignatureLines(IReadOnlyList<string> Lines) : Block;

/// <summary>A line signed on a screen: the picture of the signature stands between the words.</summary>
internal sealed record SignedLine(string Before, byte[] Picture, string After) : Block;
