using System.Text.RegularExpressions;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Sources.Checks;

/// <summary>An enterprise as a person enters it; the same for the page, the import and a script.</summary>
/// <param name="Name">Full name.</param>
/// <param name="CreditCode">统一社会信用代码; empty only with <paramref name="NoCreditCode"/>.</param>
/// <param name="NoCreditCode">The unit has none.</param>
/// <param name="PermitNo">排污许可证编号: 18 symbols, 3 digits, 1 letter.</param>
/// <param name="Division">6 or 9 digits.</param>
/// <param name="Industry">Four digits of GB/T 4754-2017.</param>
/// <param name="Address">Business address.</param>
/// <param name="LegalRepresentative">法定代表人.</param>
/// <param name="ContactName">Environment clerk.</param>
/// <param name="ContactPhone">His number; null leaves the stored one as it is.</param>
/// <param name="Longitude">Degrees in <paramref name="Datum"/>.</param>
/// <param name="Latitude">Degrees in <paramref name="Datum"/>.</param>
/// <param name="Datum">Datum of the coordinate.</param>
/// <param name="CoordinateConfirmed">The place was confirmed although it lies outside the division's border.</param>
/// <param name="Tags">E.g. 重点排污单位.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Note">Free text.</param>
/// <param name="Version">The version shown; 0 for a new one.</param>
internal sealed record EnterpriseForm(
    string Name, string? CreditCode, bool NoCreditCode, string? PermitNo, string Division, string Industry, string? Address, string? LegalRepresentative,
    string? ContactName, string? ContactPhone, double? Longitude, double? Latitude, Datum Datum, bool CoordinateConfirmed,
    IReadOnlyList<string>? Tags, EnterpriseState State, string? Note, long Version);

/// <summary>Checks and normalises what was entered about an enterprise.</summary>
internal sealed partial class EnterpriseCheck(Divisions divisions, PlaceCheck places)
{
    /// <summary>The form with codes normalised and the coordinate in CGCS2000. Uniqueness is the store's to check.</summary>
    public EnterpriseForm Check(EnterpriseForm form, string callerScope, FormCheck check)
    {
        var name = check.Required("name", "企业名称", form.Name, 100);
        if (name.Length == 1) check.Fault("name", "请填写企业全称。");
        var division = places.Division(check, form.Division, callerScope);
        var at = places.Coordinates(check, form.Longitude, form.Latitude, form.Datum, check.Faults.ContainsKey("division") ? "" : division, form.CoordinateConfirmed);
        return form with
        {
            Name = name,
            CreditCode = ReadCreditCode(form, check),
            PermitNo = ReadPermit(form, check),
            Division = division,
            Industry = ReadIndustry(form.Industry, check),
            Address = check.Optional("address", "地址", form.Address),
            LegalRepresentative = check.Optional("legalRepresentative", "法定代表人", form.LegalRepresentative, 50),
            ContactName = check.Optional("contactName", "联系人", form.ContactName, 50),
            ContactPhone = form.ContactPhone is null ? null : ReadPhone(form.ContactPhone, check),
            Longitude = at?.Longitude,
            Latitude = at?.Latitude,
            Tags = [.. (form.Tags ?? []).Select(t => check.Optional("tags", "标签", t, 20)).Where(t => t.Length > 0).Distinct().Take(20)],
            Note = check.Optional("note", "备注", form.Note, 1000),
        };
    }

    private static string? ReadCreditCode(EnterpriseForm form, FormCheck check)
    {
        if (string.IsNullOrWhiteSpace(form.CreditCode))
        {
            if (!form.NoCreditCode) check.Fault("creditCode", "请填写统一社会信用代码；确无代码的单位请注明“无代码”。");
            return null;
        }
        if (!CreditCode.Read(form.CreditCode).Try(out var read, out var why))
        {
            check.Fault("creditCode", why.Message + "。");
            return null;
        }
        foreach (var finding in read.Findings) check.Note("creditCode", finding.Message + "。");
        return read.Code.Value;
    }

    // HJ 608-2017: 18 + 3 digits + 1 letter; the letter is not verified. Ruling U15: the first 18 are checked like a credit code.
    private static string? ReadPermit(EnterpriseForm form, FormCheck check)
    {
        if (string.IsNullOrWhiteSpace(form.PermitNo)) return null;
        var value = CodeText.Normalise(form.PermitNo, out _);
        if (!Permit().IsMatch(value))
        {
            check.Fault("permitNo", $"排污许可证编号应为22位（18位代码、3位数字、1位字母），现为“{form.PermitNo.Trim()}”（{value.Length}位）。");
            return null;
        }
        if (!form.NoCreditCode && !CreditCode.Read(value[..18]).Try(out _, out var why))
            check.Fault("permitNo", $"排污许可证编号前18位有误：{why.Message}。");
        return value;
    }

    private string ReadIndustry(string? typed, FormCheck check)
    {
        var code = CodeText.Normalise(typed, out _);
        if (code.Length == 5 && char.IsAsciiLetter(code[0])) code = code[1..];
        if (code.Length == 0) check.Fault("industry", "请选择行业。");
        else if (divisions.Industries.Find(code) is not { } industry) check.Fault("industry", $"没有“{typed}”这个行业代码，请填写GB/T 4754-2017的4位小类代码。");
        else if (industry.Level != "小类") check.Fault("industry", $"“{industry.Name}”是{industry.Level}，请填写到4位小类。");
        return code;
    }

    private static string ReadPhone(string typed, FormCheck check)
    {
        var value = CodeText.Normalise(typed, out _);
        var kept = typed.Trim();
        if (value.Length > 0 && !Phone().IsMatch(value)) check.Fault("contactPhone", $"联系电话“{kept}”不像电话号码，请填写手机号或者带区号的座机号。");
        return kept.Length > 40 ? kept[..40] : kept;
    }

    [GeneratedRegex(@"^[0-9A-Z]{18}\d{3}[A-Z]$")]
    private static partial Regex Permit();

    [GeneratedRegex(@"^\+?\d{7,18}$")]
    private static partial Regex Phone();
}
