using System.Text.RegularExpressions;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>An outlet as a person enters it.</summary>
/// <param name="Code">DA or DW and three digits (HJ 608-2017).</param>
/// <param name="Name">E.g. 1号焚烧炉排气筒.</param>
/// <param name="Medium">Water or air; fixed once the outlet exists.</param>
/// <param name="ReferenceOxygen">基准氧含量, percent.</param>
/// <param name="BuiltOn">Day the unit was built.</param>
/// <param name="Traits">Traits of the rule files.</param>
/// <param name="Longitude">Degrees in <paramref name="Datum"/>.</param>
/// <param name="Latitude">Degrees in <paramref name="Datum"/>.</param>
/// <param name="Datum">Datum of the coordinate.</param>
/// <param name="CoordinateConfirmed">The place was confirmed although it lies outside the division's border.</param>
/// <param name="Closed">No longer used.</param>
/// <param name="Note">Free text.</param>
/// <param name="Version">The version shown; 0 for a new one.</param>
internal sealed record OutletForm(
    string Code, string Name, Medium Medium, decimal? ReferenceOxygen, DateOnly? BuiltOn, IReadOnlyList<string>? Traits,
    double? Longitude, double? Latitude, Datum Datum, bool CoordinateConfirmed, bool Closed, string? Note, long Version);

/// <summary>Checks what was entered about an outlet.</summary>
internal sealed partial class OutletCheck(PlaceCheck places)
{
    public OutletForm Check(OutletForm form, string division, DateOnly today, FormCheck check)
    {
        var code = CodeText.Normalise(form.Code, out _);
        if (code.Length == 0) check.Fault("code", "请填写排放口编号。");
        else if (!Number().IsMatch(code)) check.Fault("code", $"排放口编号“{form.Code.Trim()}”应为DA（废气）或者DW（废水）加3位数字，如DA001。");
        else if (code[1] == 'A' != (form.Medium == Medium.Air)) check.Fault("code", $"编号{code}是{(code[1] == 'A' ? "废气" : "废水")}排放口，与所选介质不符。");
        if (!Enum.IsDefined(form.Medium)) check.Fault("medium", "请选择废水或者废气。");

        if (form.ReferenceOxygen is { } oxygen)
        {
            if (form.Medium == Medium.Water) check.Fault("referenceOxygen", "废水排放口没有基准氧含量，请留空。");
            else if (oxygen is < 0 or >= 21) check.Fault("referenceOxygen", $"基准氧含量应在0到21%之间，现为{oxygen}。");
        }
        if (form.BuiltOn is { } built && (built > today || built.Year < 1949)) check.Fault("builtOn", "建成日期应在1949年以后、今天以前。");
        var at = places.Coordinates(check, form.Longitude, form.Latitude, form.Datum, division, form.CoordinateConfirmed);
        return form with
        {
            Code = code,
            Name = check.Required("name", "排放口名称", form.Name, 100),
            Longitude = at?.Longitude,
            Latitude = at?.Latitude,
            Traits = form.Traits ?? [],
            Note = check.Optional("note", "备注", form.Note, 1000),
        };
    }

    [GeneratedRegex("^D[AW][0-9]{3}$")]
    private static partial Regex Number();
}
