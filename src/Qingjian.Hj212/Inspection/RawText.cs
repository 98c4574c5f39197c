namespace Qingjian.Hj212;

/// <summary>Bytes as a person can see them.</summary>
internal static class RawText
{
    internal static string Of(ReadOnlySpan<byte> bytes) => Visible(Texts.Decode(bytes));

    private static string Visible(string text) => string.Concat(text.Select(c => c switch
    {
        '\r' => '␍',
        '\n' => '␊',
        < ' ' or (char)0x7F or '\uFFFD' => '·',
        _ => c,
    }));
}
