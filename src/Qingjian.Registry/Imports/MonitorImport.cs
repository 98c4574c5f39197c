using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Secrets;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>监测设备（数采仪）, each bound to its outlet.</summary>
internal sealed class MonitorImport(RegistryDb db, SecretBox secrets) : IImportKind
{
    private const string Owner = "企业代码或名称";

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["mn"] = "设备标识MN",
        ["name"] = "设备名称",
        ["password"] = "访问密码",
        ["systemType"] = "系统编码",
        ["rtdInterval"] = "实时间隔（秒）",
        ["minInterval"] = "分钟间隔（分钟）",
        ["maker"] = "厂家",
        ["model"] = "型号",
        ["outletId"] = "排放口编号",
        ["from"] = "绑定起始日期",
    };

    public string Key => "monitors";
    public string Name => "监测设备";

    public IReadOnlyList<TemplateColumn> Columns =>
    [
        new(Owner, "已登记企业的统一社会信用代码或者全称。", Required: true, Width: 32),
        new("设备标识MN", "24位（旧设备14位起），全省唯一；按文本填写。", Required: true, Example: "010000A8900016F000169DC0", Width: 28),
        new("设备名称", "如1号炉数采仪。", Required: true, Width: 20),
        new("介质", "废水或者废气。", Required: true, Choices: Cells.Words(Cells.Media), Width: 8),
        new("访问密码", "报文中的PW；按文本填写。", Required: true, Example: "123456", Width: 12),
        new("排放口编号", "所监测的排放口；暂不绑定可留空。", Example: "DA001", Width: 12),
        new("绑定起始日期", "自哪一天起代表该排放口；不填为今天。", Example: "2026-01-01", Width: 14),
        new("协议版本", "自动、2005、2017或者2025；不填为自动。", Choices: Cells.Words(Cells.Editions), Width: 10),
        new("系统编码", "报文中的ST；不填时废气31、废水32。", Example: "31", Width: 10),
        new("实时间隔（秒）", "30到3600；不填为60。", Example: "60", Width: 14),
        new("分钟间隔（分钟）", "能整除60；不填为10。", Example: "10", Width: 16),
        new("厂家", "生产厂家。", Width: 16),
        new("型号", "型号。", Width: 16),
    ];

    public async Task<IReadOnlyList<CheckedRow>> Check(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var columns = Columns;
        var owners = await Owners.Load(db, stop);
        var known = await db.Monitors.IgnoreQueryFilters().Select(m => m.Mn).ToHashSetAsync(stop);
        var seen = new Dictionary<string, int>();
        var taken = new Dictionary<string, int>();
        var done = new List<CheckedRow>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new Cells(columns, row);
            var owner = owners.Enterprise(cells, Owner);
            var medium = cells.Choice("介质", Cells.Media, (Medium)0);
            if (medium == 0 && cells.Text("介质").Length == 0) cells.Fault("介质", "请选择废水或者废气。");
            var form = MonitorCheck.Check(new MonitorForm(
                cells.Text("设备标识MN"), cells.Text("设备名称"), cells.Text("访问密码"), cells.Choice("协议版本", Cells.Editions, ProtocolEdition.Auto), medium,
                cells.Optional("系统编码") ?? (medium == Medium.Water ? "32" : "31"), CrcMode.Standard, false, false, cells.Whole("实时间隔（秒）") ?? 60, cells.Whole("分钟间隔（分钟）") ?? 10, false,
                MonitorState.Active, null, cells.Text("厂家"), cells.Text("型号"), 0), isNew: true, cells.Check);
            if (known.Contains(form.Mn)) cells.Fault("设备标识MN", $"MN {form.Mn}已经登记，同一MN不能重复登记。");
            else if (form.Mn.Length > 0 && !seen.TryAdd(form.Mn, row.Number)) cells.Fault("设备标识MN", $"与第{seen[form.Mn]}行的MN重复。");

            Binding? binding = null;
            var made = owner is null ? null : MonitorActs.Make(form, owner, secrets, cells.Check.IsGood);
            if (owner is not null && cells.Optional("排放口编号") is not null && owners.Outlet(cells, "排放口编号", owner) is { } outlet)
            {
                binding = new Binding { Id = NewId.Make(), MonitorId = made!.Id, OutletId = outlet.Id, From = cells.Day("绑定起始日期") ?? BeijingTime.DayOf(db.Now) };
                await MonitorActs.CheckBinding(binding, made, db, cells.Check, stop);
                if (!taken.TryAdd(outlet.Id, row.Number)) cells.Fault("排放口编号", $"第{taken[outlet.Id]}行已为该排放口登记了主用设备。");
            }
            done.Add(cells.Close(Titles, async () =>
            {
                db.Monitors.Add(made!);
                if (binding is not null) db.Bindings.Add(binding);
                await db.Commit(new Act("monitor.import", "monitor", made!.Id, $"导入登记数采仪{made.Mn}")
                    .Tell(new MonitorRegistered(made.Id, made.Mn)).Tell(new SourceChanged(made.EnterpriseId!, binding?.OutletId, made.Id)), stop);
            }));
        }
        return done;
    }
}
