using System.Buffers;
using System.Globalization;
using System.Text;

namespace Qingjian.Hj212;

/// <summary>Builds the data area of a packet: <c>;</c> between items, <c>,</c> between the values of one item. Reusable after
/// <see cref="Clear"/>.</summary>
public sealed class DataArea
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(";,=&\r\n\t\0");

    private byte[] _bytes = new byte[1024];
    private readonly List<int> _items = [];
    private string _code = "";

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many items there are; a packet is split between them.</summary>
    public int ItemCount => _items.Count;

    /// <summary>Starts anew.</summary>
    public DataArea Clear()
    {
        Length = 0;
        _items.Clear();
        _code = "";
        return this;
    }

    /// <summary>A plain field with text. Separators, <c>=</c> and control characters are not allowed in it.</summary>
    public DataArea Field(string name, string value) => Add("", name, value);

    /// <summary>A plain field with a whole number.</summary>
    public DataArea Field(string name, int value) => Field(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A plain field with a time of 14 digits; Beijing time.</summary>
    public DataArea Field(string name, DateTime local)
    {
        Name("", name);
        return Time(local);
    }

    /// <summary>A number, written as it is: no padding, no exponent.</summary>
    public DataArea Value(string code, Suffix suffix, decimal value)
    {
        Name(code, NameOf(suffix));
        Room(32);
        value.TryFormat(_bytes.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
        return this;
    }

    /// <summary>A value that is text, such as a serial number.</summary>
    public DataArea Value(string code, Suffix suffix, string value) => Add(code, NameOf(suffix), value);

    /// <summary>A value under a maker's own suffix.</summary>
    public DataArea Value(string code, string suffix, string value) => Add(code, suffix, value);

    /// <summary>A time of 14 digits; Beijing time.</summary>
    public DataArea Value(string code, Suffix suffix, DateTime local)
    {
        Name(code, NameOf(suffix));
        return Time(local);
    }

    /// <summary>The data flag.</summary>
    public DataArea Flag(string code, char flag) => Add(code, "Flag", flag.ToString());

    /// <summary>On-site information: <c>code-Info=//text//</c>, UTF-8. The text must not hold <c>//</c>.</summary>
    public DataArea Info(string code, string text)
    {
        if (text.Contains("//", StringComparison.Ordinal))
            throw new ArgumentException("text must not hold //", nameof(text));
        Name(code, "Info");
        Put("//");
        Put(text);
        Put("//");
        return this;
    }

    // The bytes of items from..to (exclusive), without the separator before them.
    internal ReadOnlySpan<byte> Items(int from, int to)
    {
        var start = _items[from] == 0 ? 0 : _items[from] + 1;
        var end = to < _items.Count ? _items[to] : Length;
        return _bytes.AsSpan(start, end - start);
    }

    private DataArea Add(string code, string name, string value)
    {
        if (value.AsSpan().IndexOfAny(Forbidden) >= 0)
            throw new ArgumentException($"value of {name} holds a separator", nameof(value));
        Name(code, name);
        Put(value);
        return this;
    }

    private void Name(string code, string name)
    {
        var same = code.Length > 0 && code == _code;
        if (!same)
            _items.Add(Length);
        if (Length > 0)
            Put(same ? "," : ";");
        _code = code;
        if (code.Length > 0)
        {
            Put(code);
            Put("-");
        }
        Put(name);
        Put("=");
    }

    private DataArea Time(DateTime local)
    {
        Room(14);
        Times.Write(local, _bytes.AsSpan(Length, 14));
        Length += 14;
        return this;
    }

    private void Put(string text)
    {
        Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    private void Room(int more)
    {
        if (Length + more > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more));
    }

    private static string NameOf(Suffix suffix) => suffix is Suffix.None or Suffix.Maker or Suffix.Unknown
        ? throw new ArgumentOutOfRangeException(nameof(suffix), suffix, "give the suffix as text")
        : Enum.GetName(suffix)!;
}
