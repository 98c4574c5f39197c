using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Qingjian.Vocabulary;

/// <summary>An amount in yuan, kept to the fen (0.01 yuan). Written as a plain JSON number of yuan.</summary>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money(decimal Yuan) : IComparable<Money>
{
    /// <summary>The amount in whole fen; more than two decimals are rounded half away from zero.</summary>
    public long Fen => (long)Math.Round(Yuan * 100m, MidpointRounding.AwayFromZero);

    /// <summary>From whole fen.</summary>
    public static Money FromFen(long fen) => new(fen / 100m);

    /// <inheritdoc />
    public int CompareTo(Money other) => Yuan.CompareTo(other.Yuan);

    /// <summary>Compares amounts.</summary>
    public static bool operator <(Money a, Money b) => a.Yuan < b.Yuan;
    /// <summary>Compares amounts.</summary>
    public static bool operator >(Money a, Money b) => a.Yuan > b.Yuan;
    /// <summary>Compares amounts.</summary>
    public static bool operator <=(Money a, Money b) => a.Yuan <= b.Yuan;
    /// <summary>Compares amounts.</summary>
    public static bool operator >=(Money a, Money b) => a.Yuan >= b.Yuan;

    /// <summary>For example <c>390,000.00</c>.</summary>
    public override string ToString() => Yuan.ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>The amount in capitals as papers write it, e.g. 叁拾玖万元整. Amounts from 0 up to 9,999 亿 yuan.</summary>
    public string InCapitals()
    {
        const string digits = "零壹贰叁肆伍陆柒捌玖";
        string[] places = ["", "拾", "佰", "仟"];
        string[] groups = ["", "万", "亿"];
        var fen = Fen;
        ArgumentOutOfRangeException.ThrowIfNegative(fen, nameof(Yuan));
        var yuan = fen / 100;
        var text = "";
        var zero = false;
        for (var group = 2; group >= 0; group--)
        {
            var part = (int)(yuan / (long)Math.Pow(10, group * 4) % 10000);
            if (part == 0) { zero |= text.Length > 0; continue; }
            for (var place = 3; place >= 0; place--)
            {
                var digit = part / (int)Math.Pow(10, place) % 10;
                if (digit == 0) { zero |= text.Length > 0; continue; }
                if (zero) text += "零";
                zero = false;
                text += digits[digit] + places[place];
            }
            zero = false;
            text += groups[group];
        }
        if (text.Length == 0) text = "零";
        text += "元";
        var jiao = (int)(fen / 10 % 10);
        var rest = (int)(fen % 10);
        if (jiao == 0 && rest == 0) return text + "整";
        if (jiao > 0) text += digits[jiao] + "角"; else text += "零";
        return rest > 0 ? text + digits[rest] + "分" : text;
    }

    private sealed class MoneyJson : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetDecimal());
        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Yuan);
    }
}
