using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.EvidenceLog;

/// <summary>The entries of the evidence log as a table: the rows and columns that are on the screen, with whole digests.</summary>
internal static class ExportEvidence
{
    private sealed record Line(EvidenceEndpoints.EntryView Entry, bool Signed);

    private static readonly SheetColumns<Line> Columns = new()
    {
        ["object"] = new("对象", r => $"{ObjectWord(r.Entry.ObjectType)} {r.Entry.ObjectId}", 46),
        ["index"] = new("日志序号", r => r.Entry.Index, 12),
        ["type"] = new("类型", r => TypeWord(r.Entry.Type), 16),
        ["at"] = new("时间", r => r.Entry.At, 20),
        ["actor"] = new("经办", r => r.Entry.Actor == "system" ? "系统" : r.Entry.ActorName, 14),
        ["sha256"] = new("摘要（SHA-256）", r => r.Entry.Sha256, 66),
        ["state"] = new("状态", r => r.Signed ? "已签入检查点" : r.Entry.Index is null ? "待写入" : "待签检查点", 14),
        ["size"] = new("大小（字节）", r => r.Entry.Size, 14),
    };

    public static async Task<FileStreamHttpResult> Handle([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, string? type, string? objectType, string? objectId, PlatformDb db, CallerContext caller, HouseLog house, CancellationToken stop)
    {
        var signed = EvidenceEndpoints.Signed(house);
        var rows = await EvidenceEndpoints.Found(query, type, objectType, objectId, db, caller)
            .ToAll(query, EvidenceEndpoints.Sorting, EvidenceEndpoints.Tabs(signed), EvidenceEndpoints.View(db), stop);
        return await sheet.Answer("存证条目", query, Columns, rows.Select(r => new Line(r, r.Index < signed)), new Act("evidence.export", "list", "evidence", $"导出存证条目 {rows.Count} 条"), stop);
    }

    private static string TypeWord(string type) => type switch
    {
        "evidence.add" => "证据入库",
        "case.step" => "办理步骤",
        "decision" => "决定",
        "reading.batch" => "监测数据批次",
        "audit.batch" => "审计记录批次",
        "config" => "配置变更",
        "key" => "密钥更换",
        "publish" => "公开",
        _ => "其他",
    };

    private static string ObjectWord(string type) => type switch
    {
        "case" => "案件",
        "clue" => "线索",
        "task" => "任务",
        "inspection" => "现场检查",
        "order" => "督办单",
        "verdict" => "判定",
        "file" => "文件",
        "source" => "污染源",
        "monitor" => "监测设备",
        "audit" => "审计记录",
        "raw" => "原始报文",
        "packets" => "原始报文批次",
        "reading" => "监测数据",
        "rule" => "规则",
        "document" => "文书",
        "decision" => "决定",
        "publication" => "公开",
        "person" => "人员",
        "account" => "账号",
        "evidence" => "证据",
        "log" => "存证日志",
        "log-key" => "存证密钥",
        "outfall" or "outlet" => "排放口",
        "organisation" => "机构",
        "recusal" => "回避申报",
        "calendar" => "工作日历",
        _ => "其他",
    };
}
