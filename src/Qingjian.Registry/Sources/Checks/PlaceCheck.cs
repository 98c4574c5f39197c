using System.Globalization;
using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>Checks divisions and coordinates.</summary>
internal sealed class PlaceCheck(Divisions divisions, Borders borders)
{
    /// <summary>A division of the table, of county level or below, within the caller's area.</summary>
    public string Division(FormCheck check, string? typed, string callerScope)
    {
        var code = CodeText.Normalise(typed, out _);
        if (code.Length == 12 && code.EndsWith("000", StringComparison.Ordinal)) code = code[..9];
        if (code.Length == 0) check.Fault("division", "请选择所在区划。");
        else if (divisions.Find(code) is not { } division) check.Fault("division", $"没有“{typed}”这个行政区划代码，请填写6位县级代码或者9位乡镇代码。");
        else if (division.Level == "province" || divisions.Below(code).Any(d => d.Level == "county")) check.Fault("division", $"{division.Name}不是县级或者乡镇级区划，请填写到县（市、区）。");
        else if (!code.StartsWith(callerScope, StringComparison.Ordinal)) check.Fault("division", $"{divisions.NameOf(code)}不在您的管辖范围内。");
        return code;
    }

    /// <summary>Converts a coordinate to CGCS2000 and looks where it lies. Null when none is given or it is wrong.</summary>
    /// <param name="check">Collects faults and notes under <c>longitude</c>.</param>
    /// <param name="longitude">Degrees in <paramref name="datum"/>.</param>
    /// <param name="latitude">Degrees in <paramref name="datum"/>.</param>
    /// <param name="datum">Datum given.</param>
    /// <param name="division">Division of the object.</param>
    /// <param name="confirmed">A person has confirmed that the place is right although the map says otherwise.</param>
    public Coordinates? Coordinates(FormCheck check, double? longitude, double? latitude, Datum datum, string division, bool confirmed)
    {
        if (longitude is null && latitude is null) return null;
        if (longitude is not { } lon || latitude is not { } lat)
        {
            check.Fault(longitude is null ? "longitude" : "latitude", "经度和纬度要一起填写。");
            return null;
        }
        var at = datum switch
        {
            Datum.Gcj02 => Vocabulary.Coordinates.FromGcj02(lon, lat),
            Datum.Bd09 => Vocabulary.Coordinates.FromBd09(lon, lat),
            _ => new Coordinates(lon, lat),
        };
        if (!at.AreInChina)
        {
            var swapped = new Coordinates(lat, lon).AreInChina ? "，经度和纬度好像填反了" : "";
            check.Fault("longitude", $"坐标（{Text(lon)}，{Text(lat)}）不在中国范围内{swapped}；请用十进制度填写。");
            return null;
        }
        at = new(Math.Round(at.Longitude, 7), Math.Round(at.Latitude, 7));
        if (datum is Datum.Gcj02 or Datum.Bd09)
            check.Note("longitude", $"已由{(datum == Datum.Gcj02 ? "GCJ-02" : "BD-09")}换算为CGCS2000：{Text(at.Longitude)}，{Text(at.Latitude)}。");
        if (division.Length < 6) return at;

        switch (borders.Check(at, division))
        {
            case BorderVerdict.Outside when confirmed:
                check.Note("longitude", $"坐标在{divisions.NameOf(division[..6])}边界之外，录入人已确认无误。");
                break;
            case BorderVerdict.Outside:
                var found = borders.Find(at) is { } code ? $"，而在{divisions.NameOf(code)}" : "";
                check.Fault("longitude", $"坐标不在{divisions.NameOf(division[..6])}边界内{found}；请核对区划、坐标和坐标系，确认无误的请注明“坐标已核实”。");
                break;
            case BorderVerdict.NearBorder:
                check.Note("longitude", "坐标离区划边界不足1公里，所载边界较粗，未作判定，请自行核对。");
                break;
            case BorderVerdict.InsideCity:
                check.Note("longitude", "只载有市级边界：坐标在本市内，县级边界未核对。");
                break;
            case BorderVerdict.NotChecked:
                check.Note("longitude", "未核对：没有载入该地区的边界。");
                break;
            case BorderVerdict.Inside:
                break;
        }
        return at;
    }

    private static string Text(double degrees) => degrees.ToString("0.######", CultureInfo.InvariantCulture);
}
