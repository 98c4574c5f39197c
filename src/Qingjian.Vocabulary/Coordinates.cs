namespace Qingjian.Vocabulary;

/// <summary>A place by longitude and latitude in degrees, CGCS2000 unless said otherwise.</summary>
public readonly record struct Coordinates(double Longitude, double Latitude)
{
    private const double A = 6378245.0, Eccentricity = 0.00669342162296594323, BaiduPi = Math.PI * 3000.0 / 180.0;

    /// <summary>Whether it can lie in China at all: 73 to 136 east, 3 to 54 north.</summary>
    public bool AreInChina => Longitude is >= 73 and <= 136 && Latitude is >= 3 and <= 54;

    /// <summary>GCJ-02 (Chinese web maps) to CGCS2000, to better than 0.1 m of the published forward formula.</summary>
    public static Coordinates FromGcj02(double longitude, double latitude)
    {
        // The forward shift has no closed inverse: go against it until the result maps back.
        var (lon, lat) = (longitude, latitude);
        for (var turn = 0; turn < 30; turn++)
        {
            var there = new Coordinates(lon, lat).ToGcj02();
            var (dx, dy) = (there.Longitude - longitude, there.Latitude - latitude);
            (lon, lat) = (lon - dx, lat - dy);
            if (Math.Abs(dx) < 1e-9 && Math.Abs(dy) < 1e-9) break;
        }
        return new(lon, lat);
    }

    /// <summary>BD-09 (Baidu) to CGCS2000, to about a metre.</summary>
    public static Coordinates FromBd09(double longitude, double latitude)
    {
        var (x, y) = (longitude - 0.0065, latitude - 0.006);
        var z = Math.Sqrt(x * x + y * y) - 0.00002 * Math.Sin(y * BaiduPi);
        var theta = Math.Atan2(y, x) - 0.000003 * Math.Cos(x * BaiduPi);
        return FromGcj02(z * Math.Cos(theta), z * Math.Sin(theta));
    }

    /// <summary>CGCS2000 to GCJ-02.</summary>
    public Coordinates ToGcj02()
    {
        var (x, y) = (Longitude - 105.0, Latitude - 35.0);
        var north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
            + (20.0 * Math.Sin(6.0 * x * Math.PI) + 20.0 * Math.Sin(2.0 * x * Math.PI)) * 2.0 / 3.0
            + (20.0 * Math.Sin(y * Math.PI) + 40.0 * Math.Sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
            + (160.0 * Math.Sin(y / 12.0 * Math.PI) + 320.0 * Math.Sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
        var east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
            + (20.0 * Math.Sin(6.0 * x * Math.PI) + 20.0 * Math.Sin(2.0 * x * Math.PI)) * 2.0 / 3.0
            + (20.0 * Math.Sin(x * Math.PI) + 40.0 * Math.Sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
            + (150.0 * Math.Sin(x / 12.0 * Math.PI) + 300.0 * Math.Sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
        var radians = Latitude / 180.0 * Math.PI;
        var magic = 1 - Eccentricity * Math.Sin(radians) * Math.Sin(radians);
        var root = Math.Sqrt(magic);
        return new(
            Longitude + east * 180.0 / (A / root * Math.Cos(radians) * Math.PI),
            Latitude + north * 180.0 / (A * (1 - Eccentricity) / (magic * root) * Math.PI));
    }

    /// <summary>CGCS2000 to BD-09.</summary>
    public Coordinates ToBd09()
    {
        var (x, y) = ToGcj02();
        var z = Math.Sqrt(x * x + y * y) + 0.00002 * Math.Sin(y * BaiduPi);
        var theta = Math.Atan2(y, x) + 0.000003 * Math.Cos(x * BaiduPi);
        return new(z * Math.Cos(theta) + 0.0065, z * Math.Sin(theta) + 0.006);
    }

    /// <summary>Metres to another place on a sphere of 6,371 km.</summary>
    public double MetresTo(Coordinates other)
    {
        static double Rad(double degrees) => degrees * Math.PI / 180.0;
        var (a, b) = (Math.Sin(Rad(other.Latitude - Latitude) / 2), Math.Sin(Rad(other.Longitude - Longitude) / 2));
        return 2 * 6_371_000 * Math.Asin(Math.Sqrt(a * a + Math.Cos(Rad(Latitude)) * Math.Cos(Rad(other.Latitude)) * b * b));
    }
}
