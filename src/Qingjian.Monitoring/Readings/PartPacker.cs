using System.Text;

namespace Qingjian.Monitoring.Readings;

/// <summary>Packs the values of one packet. Reused; allocates the body only.</summary>
internal sealed class PartPacker
{
    private byte[] key = new byte[512], values = new byte[1024];
    private byte[] flags = new byte[64], marks = new byte[64], code = new byte[16];
    private int keyLength, valuesLength, factors, codeLength;
    private bool flagsDiffer, anyMark;

    public void Begin()
    {
        keyLength = valuesLength = factors = 0;
        flagsDiffer = anyMark = false;
        codeLength = -1;
    }

    public bool IsEmpty => factors == 0;

    /// <summary>Opens a factor; its values follow. False when it is the one already open.</summary>
    public bool Factor(ReadOnlySpan<byte> name)
    {
        if (codeLength >= 0 && name.SequenceEqual(code.AsSpan(0, codeLength))) return false;
        if (name.Length > code.Length) code = new byte[name.Length * 2];
        name.CopyTo(code);
        codeLength = name.Length;
        if (factors == flags.Length)
        {
            Array.Resize(ref flags, factors * 2);
            Array.Resize(ref marks, factors * 2);
        }
        if (factors > 0) Key(";"u8);
        Key(name);
        Key(":"u8);
        flags[factors] = (byte)'N';
        marks[factors++] = 0;
        return true;
    }

    public void Value(ReadOnlySpan<byte> field, ReadOnlySpan<byte> text)
    {
        KeyField(field);
        if (valuesLength + PackedValue.Room(text.Length) > values.Length)
            Array.Resize(ref values, values.Length * 2 + text.Length);
        valuesLength += PackedValue.Write(values.AsSpan(valuesLength), text);
    }

    public void Flag(char flag)
    {
        KeyField("Flag"u8);
        flags[factors - 1] = (byte)flag;
        flagsDiffer |= flag != 'N';
    }

    public void Mark(FactorMarks mark)
    {
        marks[factors - 1] |= (byte)mark;
        anyMark |= mark != 0;
    }

    public void Cell(Cell cell)
    {
        Factor(Encoding.UTF8.GetBytes(cell.Code));
        foreach (var value in cell.Values)
        {
            var text = value.Text ?? value.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
            Value(Encoding.UTF8.GetBytes(value.Field), Encoding.UTF8.GetBytes(text));
        }
        if (cell.HasFlag) Flag(cell.Flag);
        Mark(cell.Marks);
    }

    public Part End(Origin origin, bool late)
    {
        var body = new byte[(flagsDiffer ? factors : 0) + (anyMark ? factors : 0) + valuesLength];
        var at = 0;
        var partMarks = late ? PartMarks.Late : PartMarks.None;
        if (flagsDiffer)
        {
            flags.AsSpan(0, factors).CopyTo(body);
            at += factors;
            partMarks |= PartMarks.Flags;
        }
        if (anyMark)
        {
            marks.AsSpan(0, factors).CopyTo(body.AsSpan(at));
            at += factors;
            partMarks |= PartMarks.FactorMarks;
        }
        values.AsSpan(0, valuesLength).CopyTo(body.AsSpan(at));
        return new Part(Layouts.Shared.Get(key.AsSpan(0, keyLength)), origin, partMarks, body);
    }

    private void KeyField(ReadOnlySpan<byte> field)
    {
        if (key[keyLength - 1] != ':') Key(","u8);
        Key(field);
    }

    private void Key(ReadOnlySpan<byte> text)
    {
        if (keyLength + text.Length > key.Length) Array.Resize(ref key, key.Length * 2 + text.Length);
        text.CopyTo(key.AsSpan(keyLength));
        keyLength += text.Length;
    }
}
