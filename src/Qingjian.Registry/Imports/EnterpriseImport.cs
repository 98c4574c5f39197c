using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Places;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;

namespace Qingjian.Registry.Imports;

/// <summary>企业.</summary>
internal sealed class EnterpriseImport(RegistryDb db, EnterpriseCheck checks, Divisions divisions) : IImportKind
{
    private static readonly Dictionary<string, string> Titles = new()
    {
        ["name"] = "企业名称",
        ["creditCode"] = "统一社会信用代码",
        ["permitNo"] = "排污许可证编号",
        ["division"] = "区划代码",
        ["industry"] = "行业代码",
        ["address"] = "地址",
        ["legalRepresentative"] = "法定代表人",
        ["contactName"] = "联系人",
        ["contactPhone"] = "联系电话",
        ["longitude"] = "经度",
        ["latitude"] = "纬度",
        ["tags"] = "标签",
        ["note"] = "备注",
    };

    public string Key => "enterprises";
    public string Name => "企业";

    public IReadOnlyList<TemplateColumn> Columns =>
    [
        new("企业名称", "营业执照上的全称。", Required: true, Example: "演示水泥有限公司", Width: 32),
        new("统一社会信用代码", "18位，按GB 32100校验；确无代码的单位留空，并在“无代码”填“是”。", Example: "91130200699229617X", Width: 22),
        new("无代码", "没有统一社会信用代码的单位填“是”。", Choices: Cells.YesNo, Width: 8),
        new("排污许可证编号", "22位：18位代码、3位数字、1位字母。", Example: "91130200699229617X001P", Width: 26),
        new("区划代码", "县级6位或者乡镇9位代码，可从列表中选。", Required: true, Choices: Places(), Example: "611002 商州区", Width: 20),
        new("行业代码", "GB/T 4754-2017的4位小类，可从列表中选。", Required: true, Choices: [.. divisions.Industries.All.Where(i => i.Level == "小类").Select(i => $"{i.Code} {i.Name}")], Example: "3011 水泥制造", Width: 24),
        new("地址", "生产经营场所地址。", Width: 32),
        new("法定代表人", "营业执照上的法定代表人。", Width: 12),
        new("联系人", "企业环保联系人。", Width: 12),
        new("联系电话", "手机号或者带区号的座机号；按文本填写。", Example: "13900000000", Width: 16),
        new("经度", "十进制度，如109.93865。", Example: "109.93865", Width: 12),
        new("纬度", "十进制度，如33.87036。", Example: "33.87036", Width: 12),
        new("坐标系", "坐标的来源坐标系；GCJ-02（高德、腾讯）和BD-09（百度）会换算为CGCS2000。不填按CGCS2000。", Choices: Cells.Words(Cells.Datums), Width: 12),
        new("坐标已核实", "坐标在区划边界之外但确认无误时填“是”。", Choices: Cells.YesNo, Width: 12),
        new("状态", "在产、停产或者关闭；不填为在产。", Choices: Cells.Words(Cells.States), Width: 10),
        new("标签", "用顿号隔开，如“重点排污单位、水泥”。", Width: 20),
        new("备注", "其他说明。", Width: 24),
    ];

    public async Task<IReadOnlyList<CheckedRow>> Check(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var columns = Columns;
        var known = await db.Enterprises.IgnoreQueryFilters().Where(e => e.CreditCode != null).Select(e => e.CreditCode!).ToHashSetAsync(stop);
        var names = await db.Enterprises.Select(e => e.Name).ToHashSetAsync(stop);
        var seen = new Dictionary<string, int>();
        var done = new List<CheckedRow>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new Cells(columns, row);
            var form = checks.Check(Read(cells), db.Caller.Division, cells.Check);
            if (form.CreditCode is { } code)
            {
                if (known.Contains(code)) cells.Fault("统一社会信用代码", $"{code}已经登记，导入不会覆盖已有企业；如需更改请在企业档案中修改。");
                else if (!seen.TryAdd(code, row.Number)) cells.Fault("统一社会信用代码", $"与第{seen[code]}行的信用代码重复。");
            }
            else if (names.Contains(form.Name)) cells.Fault("企业名称", $"“{form.Name}”已经登记。");
            else if (form.Name.Length > 0 && !seen.TryAdd(form.Name, row.Number)) cells.Fault("企业名称", $"与第{seen[form.Name]}行的企业名称重复。");

            done.Add(cells.Close(Titles, async () =>
            {
                var made = EnterpriseActs.Make(form, db.Now);
                db.Enterprises.Add(made);
                await db.Commit(new Act("source.import", "source", made.Id, $"导入登记企业{made.Name}").Tell(new SourceChanged(made.Id, null, null)), stop);
            }));
        }
        return done;
    }

    private EnterpriseForm Read(Cells cells) => new(
        cells.Text("企业名称"), cells.Optional("统一社会信用代码"), cells.Flag("无代码"), cells.Optional("排污许可证编号"), DivisionOf(cells), cells.Code("行业代码"), cells.Text("地址"), cells.Text("法定代表人"),
        cells.Text("联系人"), cells.Text("联系电话"), cells.Degrees("经度"), cells.Degrees("纬度"), cells.Choice("坐标系", Cells.Datums, Datum.Unknown), cells.Flag("坐标已核实"),
        cells.Text("标签").Split(['、', ',', '，', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), cells.Choice("状态", Cells.States, EnterpriseState.Operating), cells.Text("备注"), 0);

    // A name stands for its code where only one division of the caller's area bears it.
    private string DivisionOf(Cells cells)
    {
        var code = cells.Code("区划代码");
        if (code.Length == 0 || char.IsAsciiDigit(code[0])) return code;
        var named = Mine().Where(d => d.Name == code || divisions.NameOf(d.Code) == code).Take(2).ToList();
        return named.Count == 1 ? named[0].Code : code;
    }

    private IReadOnlyList<string> Places() => [.. Mine().Select(d => $"{d.Code} {divisions.NameOf(d.Code)}")];

    private IEnumerable<Division> Mine()
    {
        var scope = db.Caller.Division;
        var root = scope.Length == 0 ? null : (divisions.Find(scope) ?? divisions.Find(scope.PadRight(6, '0')))?.Code;
        return Descend(root, scope.Length >= 4);
    }

    private IEnumerable<Division> Descend(string? code, bool withTownships)
    {
        if (code is not null && divisions.Find(code) is { Level: "county" or "township" } self) yield return self;
        foreach (var below in divisions.Below(code))
            if (below.Level == "township") { if (withTownships) yield return below; }
            else
                foreach (var one in Descend(below.Code, withTownships)) yield return one;
    }
}
