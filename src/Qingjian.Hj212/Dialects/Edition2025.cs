using System.Buffers;

namespace Qingjian.Hj212;

/// <summary>Everything this library takes from HJ 212-2025 that is not a row of a data table.</summary>
/// <remarks><b>Second hand.</b> Learned from open implementations that quote the text, not from the text itself. When the text
/// is at hand, check this file and the rows marked 2025 in <c>Data/*.csv</c>, nothing else.</remarks>
internal static class Edition2025
{
    /// <summary>Version bits of Flag.</summary>
    internal const int VersionBits = 2;

    /// <summary>Flag, PNUM and PNO as before; RF=1 stands only in packets filled in later.</summary>
    internal static ReadOnlySpan<byte> BackfillField => "RF"u8;

    /// <summary>SM4 works on blocks of this many bytes; what is left over stays plain.</summary>
    internal const int CipherBlock = 16;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), 0x7F]);

    /// <summary>Uploads of CN 2000-2999, 1014 and 3020 may be encrypted.</summary>
    internal static bool MayBeEncrypted(int flag, int command) =>
        flag >> 2 == VersionBits && (command is >= 2000 and <= 2999 or 1014 or 3020);

    /// <summary>Cipher text of SM4 looks like chance: it has control characters or bytes that are no text.</summary>
    internal static bool IsCipherText(ReadOnlySpan<byte> area)
    {
        if (area.Length < CipherBlock)
            return false;
        var block = area[..(area.Length / CipherBlock * CipherBlock)];
        // A data area starts with a name; plain text has '=' in its first block and no control characters.
        return block.IndexOfAny(Controls) >= 0 || block[..CipherBlock].IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0
            || block.IndexOf((byte)'=') < 0;
    }

    /// <summary>Codes of electricity use (d…) and of key production conditions (p…): no table is at hand.</summary>
    internal static bool IsProcessCode(ReadOnlySpan<byte> code) =>
        code.Length == 6 && code[0] is (byte)'d' or (byte)'p' && Digits.TryRead(code[1..], out _);
}
