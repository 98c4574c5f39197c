namespace Qingjian.Hj212;

/// <summary>One <c>name=value</c> of a data area.</summary>
public readonly ref struct Pair
{
    private readonly ReadOnlySpan<byte> _segment;
    private readonly PacketReader _reader;
    private readonly ref readonly PairSlot _slot;

    internal Pair(ReadOnlySpan<byte> segment, PacketReader reader, ref readonly PairSlot slot)
    {
        _segment = segment;
        _reader = reader;
        _slot = ref slot;
    }

    /// <summary>The name as sent, e.g. <c>a21026-Rtd</c> or <c>DataTime</c>.</summary>
    public ReadOnlySpan<byte> Name => _segment.Slice(_slot.NameStart, _slot.Is.NameLength);

    /// <summary>The part of the name before the first <c>-</c>; the whole name of a plain field.</summary>
    public ReadOnlySpan<byte> Code => _segment.Slice(_slot.NameStart, _slot.Is.CodeLength);

    /// <summary>Which suffix it is.</summary>
    public Suffix Suffix => _slot.Is.Suffix;

    /// <summary>The suffix as sent, empty for a plain field.</summary>
    public ReadOnlySpan<byte> SuffixText => _slot.Is.CodeLength == _slot.Is.NameLength
        ? default
        : _segment.Slice(_slot.NameStart + _slot.Is.CodeLength + 1, _slot.Is.NameLength - _slot.Is.CodeLength - 1);

    /// <summary>The value as sent, without blanks around it. Text keeps its <c>//</c>; see <see cref="Text"/>.</summary>
    public ReadOnlySpan<byte> Value => _segment.Slice(_slot.ValueStart, _slot.ValueLength);

    /// <summary>Where the value begins in the data segment.</summary>
    public int ValueOffset => _slot.ValueStart;

    /// <summary>How the value is written.</summary>
    public ValueKind Kind => _slot.Is.Kind;

    /// <summary>The row of the table of names, null when unknown.</summary>
    public Term? Term => _slot.Is.Term < 0 ? null : _reader.Terms[_slot.Is.Term];

    /// <summary>The row of the table of codes, null when unknown or a plain field. Old codes are read by ST; use
    /// <see cref="Pollutants.Find(ReadOnlySpan{byte}, Medium)"/> to read them by the registered medium (M10).</summary>
    public Pollutant? Pollutant => _reader.RunAt(_slot.Run).Pollutant is >= 0 and var number ? Pollutants.All[number] : null;

    /// <summary>The bytes between <c>//</c> and <c>//</c>, or the value when it has none.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            var value = Value;
            if (!value.StartsWith("//"u8))
                return value;
            value = value[2..];
            return value.EndsWith("//"u8) ? value[..^2] : value;
        }
    }

    /// <summary>The number, or false when the value is empty, <c>-</c>, <c>NaN</c>, <c>NULL</c> or no number: missing, not zero.</summary>
    public bool TryGetNumber(out decimal number)
    {
        ref readonly var slot = ref _slot;
        if (slot.Decimals <= 18)
        {
            number = Numbers.Make(slot.Whole, slot.Decimals);
            return true;
        }
        number = 0;
        return slot.Decimals == Numbers.Long && Numbers.TryReadLong(Value, out number);
    }

    /// <summary>The time, Beijing time; false when the value is none.</summary>
    public bool TryGetTime(out DateTime local) => Times.TryRead(Value, out local);
}
