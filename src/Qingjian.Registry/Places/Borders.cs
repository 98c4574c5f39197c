using System.Text.Json;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Places;

/// <summary>How a coordinate lies to its division.</summary>
internal enum BorderVerdict
{
    /// <summary>Within the county's (or the division's own) border.</summary>
    Inside,
    /// <summary>So close to the border, on either side, that the map cannot tell (it is coarse and of unstated datum).</summary>
    NearBorder,
    /// <summary>Outside.</summary>
    Outside,
    /// <summary>Within the city; the county's own border is not loaded.</summary>
    InsideCity,
    /// <summary>No border loaded: 未核对.</summary>
    NotChecked,
}

/// <summary>The shipped borders (docs/data-origins.md): for pictures and for looking up counties, not for legal limits.</summary>
internal sealed class Borders
{
    // The source states no datum: offsets up to some 500 m, and small cities have only 40 to 100 points a county.
    private const double Doubt = 1_000;

    private sealed record Region(string Code, string Parent, string Level, string Feature, double[][][] Rings, double West, double South, double East, double North);

    private readonly Dictionary<string, Region> byCode = [];
    private readonly ILookup<string, Region> byParent;

    public Borders()
    {
        var assembly = typeof(Borders).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Data.regions.", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var file = JsonDocument.Parse(assembly.GetManifestResourceStream(name)!);
            foreach (var feature in file.RootElement.GetProperty("features").EnumerateArray())
            {
                var region = Read(feature);
                byCode.TryAdd(region.Code, region);
            }
        }
        byParent = byCode.Values.ToLookup(r => r.Parent);
    }

    /// <summary>GeoJSON of the divisions below <paramref name="code"/>, or of itself where none below are loaded; null when nothing is.</summary>
    public string? GeoJson(string code)
    {
        var parts = byParent[code].ToList();
        if (parts.Count == 0 && byCode.TryGetValue(code, out var own)) parts = [own];
        return parts.Count == 0 ? null : $$"""{"type":"FeatureCollection","features":[{{string.Join(',', parts.Select(p => p.Feature))}}]}""";
    }

    /// <summary>Where a CGCS2000 coordinate lies to a division (6 to 12 digits).</summary>
    public BorderVerdict Check(Coordinates at, string division)
    {
        if (division.Length < 6) return BorderVerdict.NotChecked;
        if (byCode.TryGetValue(division[..6], out var county)) return Check(at, county);
        if (byCode.TryGetValue(division[..4] + "00", out var city))
            return Check(at, city) is var seen && seen == BorderVerdict.Inside ? BorderVerdict.InsideCity : seen;
        return BorderVerdict.NotChecked;
    }

    /// <summary>The county (or else city) a coordinate lies in, or null.</summary>
    public string? Find(Coordinates at) =>
        byCode.Values.Where(r => Contains(r, at)).OrderByDescending(r => r.Level == "county").Select(r => r.Code).FirstOrDefault();

    private static BorderVerdict Check(Coordinates at, Region region)
    {
        var distance = region.Rings.Min(ring => Distance(ring, at));
        return distance < Doubt ? BorderVerdict.NearBorder : Contains(region, at) ? BorderVerdict.Inside : BorderVerdict.Outside;
    }

    // Even-odd over all rings: holes and parts fall out of it by themselves.
    private static bool Contains(Region region, Coordinates at)
    {
        var (x, y) = (at.Longitude, at.Latitude);
        if (x < region.West || x > region.East || y < region.South || y > region.North) return false;
        var inside = false;
        foreach (var ring in region.Rings)
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
                if (ring[i][1] > y != ring[j][1] > y && x < (ring[j][0] - ring[i][0]) * (y - ring[i][1]) / (ring[j][1] - ring[i][1]) + ring[i][0])
                    inside = !inside;
        return inside;
    }

    private static double Distance(double[][] ring, Coordinates at)
    {
        // Flat metres around the point are good enough for one kilometre.
        var (kx, ky) = (111_320 * Math.Cos(at.Latitude * Math.PI / 180), 110_540.0);
        var best = double.MaxValue;
        for (var i = 1; i < ring.Length; i++)
        {
            var (ax, ay) = ((ring[i - 1][0] - at.Longitude) * kx, (ring[i - 1][1] - at.Latitude) * ky);
            var (bx, by) = ((ring[i][0] - at.Longitude) * kx, (ring[i][1] - at.Latitude) * ky);
            var (dx, dy) = (bx - ax, by - ay);
            var length = dx * dx + dy * dy;
            var t = length == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1);
            best = Math.Min(best, Math.Sqrt(Math.Pow(ax + t * dx, 2) + Math.Pow(ay + t * dy, 2)));
        }
        return best;
    }

    private static Region Read(JsonElement feature)
    {
        var about = feature.GetProperty("properties");
        var geometry = feature.GetProperty("geometry");
        var polygons = geometry.GetProperty("type").GetString() == "Polygon" ? [geometry.GetProperty("coordinates")] : geometry.GetProperty("coordinates").EnumerateArray().ToArray();
        double[][][] rings = [.. polygons.SelectMany(p => p.EnumerateArray()).Select(ring => ring.EnumerateArray().Select(p => new[] { p[0].GetDouble(), p[1].GetDouble() }).ToArray())];
        var points = rings.SelectMany(r => r).ToList();
        return new(about.GetProperty("code").GetString()!, about.GetProperty("parent").GetString() ?? "", about.GetProperty("level").GetString()!, feature.GetRawText(),
            rings, points.Min(p => p[0]), points.Min(p => p[1]), points.Max(p => p[0]), points.Max(p => p[1]));
    }
}
