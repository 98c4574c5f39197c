using System.Collections.Immutable;

namespace Qingjian.Hj212;

/// <summary>A packet taken apart for a person to read.</summary>
public sealed record InspectionReport
{
    /// <summary>Offset of the frame in the bytes given.</summary>
    public required int Offset { get; init; }

    /// <summary>Bytes of the frame.</summary>
    public required int Length { get; init; }

    /// <summary>The refusal that ends it, null when it would be taken.</summary>
    public InspectedFinding? Refusal { get; init; }

    /// <summary>All findings with the byte they stand at, refusal included.</summary>
    public required ImmutableArray<InspectedFinding> Findings { get; init; }

    /// <summary>Every piece of the frame in its order: head, length, header fields, values, check sum, tail.</summary>
    public required ImmutableArray<InspectedField> Fields { get; init; }

    /// <summary>Length field as written, null when unreadable.</summary>
    public int? LengthSaid { get; init; }

    /// <summary>Bytes of the data segment as counted.</summary>
    public required int LengthCounted { get; init; }

    /// <summary>Check sum as written, null when it is not four hexadecimal digits.</summary>
    public string? CrcSaid { get; init; }

    /// <summary>Check sum by HJ 212 appendix A.</summary>
    public required string CrcComputed { get; init; }

    /// <summary>Ordinary Modbus check sum, high byte first: shows which wrong algorithm a station uses.</summary>
    public required string CrcModbus { get; init; }

    /// <summary>Edition.</summary>
    public ProtocolVersion Version { get; init; }

    /// <summary>MN, empty when unreadable.</summary>
    public string Mn { get; init; } = "";

    /// <summary>Command number, 0 when unreadable.</summary>
    public int Command { get; init; }

    /// <summary>Chinese name of the command in the direction guessed, null when unknown.</summary>
    public string? CommandName { get; init; }

    /// <summary>Which way the packet goes, guessed from its fields.</summary>
    public Direction Direction { get; init; }

    /// <summary>The answer the packet calls for (9014, 9013), 0 for none.</summary>
    public int AnswerDue { get; init; }

    /// <summary>True when the data area was decrypted to be read.</summary>
    public bool WasEncrypted { get; init; }
}

/// <summary>One piece of a frame.</summary>
/// <param name="Offset">First byte, counted in the bytes given.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Raw">The bytes as text; control characters as ␍␊, bytes that are no text as ·.</param>
/// <param name="Name">Name on the wire, e.g. a21026-Rtd; empty for head and tail.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="Unit">Default unit, empty when it has none.</param>
/// <param name="Meaning">What it says, in Chinese.</param>
/// <param name="Findings">What is wrong with it.</param>
public sealed record InspectedField(int Offset, int Length, string Raw, string Name, string NameZh, string Unit, string Meaning,
    ImmutableArray<InspectedFinding> Findings);

/// <summary>A finding at its place.</summary>
/// <param name="Code">Code of the catalogue.</param>
/// <param name="Severity">How far it goes.</param>
/// <param name="Text">What is wrong, in Chinese.</param>
/// <param name="Cure">What to do, in Chinese.</param>
/// <param name="Offset">Byte it stands at, counted in the bytes given.</param>
public sealed record InspectedFinding(string Code, Severity Severity, string Text, string Cure, int Offset)
{
    internal static InspectedFinding Of(Finding finding, int offset)
    {
        var entry = Hj212.Findings.Of(finding);
        return new(entry.Code, entry.Severity, entry.Text, entry.Cure, offset);
    }
}

/// <summary>What an inspector knows beside the bytes.</summary>
public sealed record InspectionSettings
{
    /// <summary>Rulings to read under.</summary>
    public Rulings Rulings { get; init; } = Rulings.Default;

    /// <summary>Names to read with.</summary>
    public Terms Terms { get; init; } = Terms.Default;

    /// <summary>Registered medium of the monitor, for old codes.</summary>
    public Medium Medium { get; init; }

    /// <summary>Decrypts, when keys are at hand.</summary>
    public ISegmentCodec? Codec { get; init; }
}
