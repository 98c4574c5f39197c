using Qingjian.Platform.Access;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Demo;

/// <summary>The invented city as it lies in <c>demo/city.json</c>; the simulator reads the same file.</summary>
internal sealed record CityFile(string About, string Division, IReadOnlyList<CityFile.Body> Organisations, IReadOnlyList<CityFile.Human> People, IReadOnlyList<CityFile.Firm> Enterprises)
{
    internal sealed record Body(string Key, string Name, string ShortName, OrganisationKind Kind, string Division, string DocumentPrefix, string Address, string Phone);

    internal sealed record Human(string Key, string Name, string? Organisation, string JobTitle, Paper? Certificate, string? Account, IReadOnlyList<Seat> Posts);

    internal sealed record Paper(string Number, DateOnly From, DateOnly To);

    internal sealed record Seat(string Title, Role Role, string? Organisation, string Division, string? Enterprise);

    internal sealed record Firm(string Key, string Name, string CreditCode, string PermitNo, string Division, string Industry, string Address, string LegalRepresentative,
        string ContactName, string ContactPhone, double Lon, double Lat, IReadOnlyList<string> Tags, IReadOnlyList<Mouth> Outlets, Wiring? Electricity = null, Intake? Inlet = null);

    /// <summary>A logger that measures what flows into the works; it speaks for no outlet.</summary>
    internal sealed record Intake(Logger Logger, IReadOnlyList<Substance> Factors);

    /// <summary>Electricity monitoring: the logger; its meters are furnished by the room that reads them.</summary>
    internal sealed record Wiring(Logger Logger, string Habit, IReadOnlyList<Device> Points, string Linkage);

    internal sealed record Device(string Code, string Name, string Kind, decimal RatedKw);

    internal sealed record Mouth(string Code, string Name, Medium Medium, decimal? ReferenceOxygen, DateOnly BuiltOn, double Lon, double Lat, Table Standard,
        IReadOnlyList<Substance> Factors, Logger Monitor);

    internal sealed record Table(string No, string Category, UnitAge Units);

    internal sealed record Substance(string Code, string Unit, int Decimals, double Level, double Spread, bool Converted, decimal? YearlyTonnes = null);

    internal sealed record Logger(string Mn, string Password, string Edition, string SystemType, int RtdInterval, int MinInterval, string Maker, string Model);
}
