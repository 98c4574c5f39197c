namespace Qingjian.Hj212;

/// <summary>Plain decimal digits.</summary>
internal static class Digits
{
    /// <summary>1 to 9 digits and nothing else.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 9)
            return false;
        var sum = 0;
        foreach (var c in text)
        {
            var digit = (uint)(c - '0');
            if (digit > 9)
                return false;
            sum = sum * 10 + (int)digit;
        }
        value = sum;
        return true;
    }
}
