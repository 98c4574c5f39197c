namespace Qingjian.Hj212;

/// <summary>Four hexadecimal digits, as the check sum is written.</summary>
internal static class Hex
{
    internal static bool TryRead(ReadOnlySpan<byte> digits, out ushort value, out bool lower)
    {
        value = 0;
        lower = false;
        var sum = 0;
        foreach (var c in digits)
        {
            int digit;
            if ((uint)(c - '0') <= 9)
                digit = c - '0';
            else if ((uint)(c - 'A') <= 5)
                digit = c - 'A' + 10;
            else if ((uint)(c - 'a') <= 5)
            {
                digit = c - 'a' + 10;
                lower = true;
            }
            else
                return false;
            sum = sum << 4 | digit;
        }
        value = (ushort)sum;
        return true;
    }

    internal static void Write(ushort value, Span<byte> digits)
    {
        for (var i = 3; i >= 0; i--, value >>= 4)
            digits[i] = "0123456789ABCDEF"u8[value & 15];
    }
}
