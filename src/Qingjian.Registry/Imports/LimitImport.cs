using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Registry.Sources;
using Qingjian.Registry.Sources.Checks;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.Imports;

/// <summary>因子与限值: factors of outlets, with a permit's or local limits.</summary>
internal sealed class LimitImport(RegistryDb db, DutiesCheck checks, ISourceRules rules) : IImportKind
{
    private const string Owner = "企业代码或名称";

    private static readonly Dictionary<string, string> Titles = new()
    {
        ["l.code"] = "因子",
        ["l.unit"] = "单位",
        ["l.upper"] = "限值上限",
        ["l.lower"] = "限值下限",
        ["l.until"] = "终止日期",
        ["l.reference"] = "依据",
    };

    public string Key => "limits";
    public string Name => "因子与限值";

    public IReadOnlyList<TemplateColumn> Columns =>
    [
        new(Owner, "已登记企业的统一社会信用代码或者全称。", Required: true, Width: 32),
        new("排放口编号", "已登记的排放口。", Required: true, Example: "DW001", Width: 12),
        new("因子", "HJ 212编码，可从列表中选；排放口还没有的因子会一并登记。", Required: true, Choices: [.. rules.Factors.Where(f => f.Medium is not null).Select(f => $"{f.Code} {f.Name}")], Example: "w01018 化学需氧量", Width: 24),
        new("均值", "小时均值、日均值或者瞬时值。", Required: true, Choices: Cells.Words(Cells.Periods), Width: 10),
        new("限值下限", "只有pH等有范围的填写。", Example: "6", Width: 10),
        new("限值上限", "限值；pH填范围的上限。", Required: true, Example: "50", Width: 10),
        new("单位", "与因子单位可以换算，如mg/L、ug/L；pH填“无量纲”。", Required: true, Example: "mg/L", Width: 10),
        new("依据类别", "排污许可证、地方要求或者承诺；不填为排污许可证。", Choices: Cells.Words(Cells.Bases), Width: 12),
        new("依据", "排污许可证编号或者文件号。", Required: true, Width: 28),
        new("起始日期", "自哪一天起执行。", Required: true, Example: "2026-01-01", Width: 12),
        new("终止日期", "执行到哪一天；不填为长期。", Width: 12),
    ];

    public async Task<IReadOnlyList<CheckedRow>> Check(IReadOnlyList<ImportRow> rows, CancellationToken stop)
    {
        var columns = Columns;
        var owners = await Owners.Load(db, stop);
        var factors = (await db.Factors.AsNoTracking().ToListAsync(stop)).ToLookup(f => f.OutletId);
        var limits = (await db.Limits.AsNoTracking().ToListAsync(stop)).ToLookup(l => l.OutletId);
        var seen = new List<(string Outlet, OwnLimit Limit, int Row)>();
        var done = new List<CheckedRow>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new Cells(columns, row);
            var outlet = owners.Enterprise(cells, Owner) is { } owner ? owners.Outlet(cells, "排放口编号", owner) : null;
            foreach (var title in (string[])["均值", "限值上限", "单位", "起始日期"])
                if (cells.Text(title).Length == 0) cells.Fault(title, $"请填写{title}。");
            var limit = new OwnLimit(cells.Code("因子"), cells.Choice("均值", Cells.Periods, LimitPeriod.Hour), cells.Number("限值下限"), cells.Number("限值上限"), cells.Text("单位"),
                cells.Choice("依据类别", Cells.Bases, LimitBasis.Permit), cells.Text("依据"), cells.Day("起始日期") ?? DateOnly.MinValue, cells.Day("终止日期"));
            if (outlet is not null)
            {
                limit = checks.Limit(limit, "l", [.. factors[outlet.Id].Select(f => new OutletFactor(f.Code, f.Unit, f.Decimals))], outlet.Medium, cells.Check);
                var all = limits[outlet.Id].Select(l => (l.Code, l.Period, l.Basis, l.From, l.Until, Where: "已登记的限值"))
                    .Concat(seen.Where(s => s.Outlet == outlet.Id).Select(s => (s.Limit.Code, s.Limit.Period, s.Limit.Basis, s.Limit.From, s.Limit.Until, Where: $"第{s.Row}行")));
                if (all.FirstOrDefault(o => o.Code == limit.Code && o.Period == limit.Period && o.Basis == limit.Basis && o.From <= (limit.Until ?? DateOnly.MaxValue) && limit.From <= (o.Until ?? DateOnly.MaxValue)) is { Where: { } other })
                    cells.Fault("起始日期", $"与{other}（自{all.First(o => o.Where == other).From:yyyy-MM-dd}起）在时间上重叠。");
                seen.Add((outlet.Id, limit, row.Number));
            }
            done.Add(cells.Close(Titles, () => Take(outlet!, limit, stop)));
        }
        return done;
    }

    private async Task Take(Outlet outlet, OwnLimit limit, CancellationToken stop)
    {
        db.Limits.Add(OutletActs.Make(limit, outlet.Id));
        if (!await db.Factors.AnyAsync(f => f.OutletId == outlet.Id && f.Code == limit.Code, stop))
        {
            var known = rules.Factor(limit.Code);
            var order = await db.Factors.CountAsync(f => f.OutletId == outlet.Id, stop);
            db.Factors.Add(new Factor { Id = NewId.Make(), OutletId = outlet.Id, Code = limit.Code, Unit = known?.Unit ?? limit.Unit, Decimals = known?.Decimals ?? 2, Order = order });
        }
        await db.Commit(new Act("outlet.limit-import", "outlet", outlet.Id, $"导入{outlet.Code}的限值：{rules.Factor(limit.Code)?.Name ?? limit.Code}")
            .Enter("config", limit).Tell(new SourceChanged(outlet.EnterpriseId!, outlet.Id, null)), stop);
    }
}
