using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>排放口, each with the emission standard it is held to.</summary>
internal sealed class OutletImport(RegistryDb db, OutletCheck checks, DutiesCheck duties, ISourceRules rules) : IImportKind
{
    private const string Owner = "企业代码或名称";

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["code"] = "排放口编号",
        ["name"] = "排放口名称",
        ["medium"] = "介质",
        ["referenceOxygen"] = "基准氧含量（%）",
        ["builtOn"] = "建成日期",
        ["longitude"] = "经度",
        ["latitude"] = "纬度",
        ["note"] = "备注",
        ["standards[0].standardNo"] = "执行标准",
        ["standards[0].category"] = "标准类别",
        ["standards[0].units"] = "新建或现有",
    };

    public string Key => "outlets";
    public string Name => "排放口";

    public IReadOnlyList<TemplateColumn> Columns
    {
        get
        {
            var standards = rules.StandardsOn(BeijingTime.DayOf(db.Now));
            return
            [
                new(Owner, "已登记企业的统一社会信用代码或者全称。", Required: true, Width: 32),
                new("排放口编号", "DA（废气）或者DW（废水）加3位数字。", Required: true, Example: "DA001", Width: 12),
                new("排放口名称", "如1号焚烧炉排气筒。", Required: true, Width: 24),
                new("介质", "废水或者废气。", Required: true, Choices: Cells.Words(Cells.Media), Width: 8),
                new("基准氧含量（%）", "废气折算用；没有折算的留空。", Example: "11", Width: 14),
                new("建成日期", "有的限值按建设时间区分。", Example: "2016-05-01", Width: 12),
                new("经度", "十进制度。", Width: 12),
                new("纬度", "十进制度。", Width: 12),
                new("坐标系", "不填按CGCS2000。", Choices: Cells.Words(Cells.Datums), Width: 12),
                new("坐标已核实", "坐标在区划边界之外但确认无误时填“是”。", Choices: Cells.YesNo, Width: 12),
                new("执行标准", "从列表中选标准号；暂不登记可留空。", Choices: [.. standards.Select(s => s.StandardNo)], Example: "GB 18485-2014", Width: 20),
                new("标准类别", "该标准限值表中的类别。", Choices: [.. standards.SelectMany(s => s.Categories).Select(c => c.Name).Distinct()], Example: "生活垃圾焚烧", Width: 28),
                new("新建或现有", "决定标准从哪一天起适用；不填为新建。", Choices: Cells.Words(Cells.Ages), Width: 12),
                new("标准起始日期", "该排放口自哪一天起执行此标准；不填用建成日期。", Example: "2016-05-01", Width: 14),
                new("备注", "其他说明。", Width: 24),
            ];
        }
    }

    public async Task<IReadOnlyList<CheckedRow>> Check(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var columns = Columns;
        var owners = await Owners.Load(db, stop);
        var today = BeijingTime.DayOf(db.Now);
        var seen = new Dictionary<(string, string), int>();
        var done = new List<CheckedRow>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new Cells(columns, row);
            var owner = owners.Enterprise(cells, Owner);
            var medium = cells.Choice("介质", Cells.Media, (Medium)0);
            var form = checks.Check(new OutletForm(
                cells.Text("排放口编号"), cells.Text("排放口名称"), medium, cells.Number("基准氧含量（%）"), cells.Day("建成日期"), null, cells.Degrees("经度"), cells.Degrees("纬度"),
                cells.Choice("坐标系", Cells.Datums, Datum.Unknown), cells.Flag("坐标已核实"), false, cells.Text("备注"), 0), owner?.Division ?? "", today, cells.Check);
            var standard = Standard(cells, form, medium, today);
            if (owner is not null && form.Code.Length > 0)
            {
                if (owners.OutletsOf(owner).Any(o => o.Code == form.Code)) cells.Fault("排放口编号", $"“{owner.Name}”已有排放口{form.Code}，导入不会覆盖。");
                else if (!seen.TryAdd((owner.Id, form.Code), row.Number)) cells.Fault("排放口编号", $"与第{seen[(owner.Id, form.Code)]}行重复。");
            }
            done.Add(cells.Close(Titles, async () =>
            {
                var made = OutletActs.Make(form, owner!);
                db.Outlets.Add(made);
                if (standard is not null)
                    db.Standards.Add(new OutletStandard { Id = NewId.Make(), OutletId = made.Id, StandardNo = standard.StandardNo, Category = standard.Category, Units = standard.Units, From = standard.From });
                await db.Commit(new Act("outlet.import", "outlet", made.Id, $"导入登记排放口{made.Code} {made.Name}").Tell(new SourceChanged(owner!.Id, made.Id, null)), stop);
            }));
        }
        return done;
    }

    private AppliedStandard? Standard(Cells cells, OutletForm form, Medium medium, DateOnly today)
    {
        if (cells.Optional("执行标准") is not { } number)
        {
            if (cells.Optional("标准类别") is not null) cells.Fault("执行标准", "填写了标准类别，请同时填写标准号。");
            return null;
        }
        var standard = new AppliedStandard(number, cells.Text("标准类别"), cells.Choice("新建或现有", Cells.Ages, UnitAge.New), cells.Day("标准起始日期") ?? form.BuiltOn ?? today, null);
        duties.Check(new DutiesForm([], [standard], [], 0), medium, cells.Check);
        return standard;
    }
}
