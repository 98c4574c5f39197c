using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Platform.Storage;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>登记证据 (办法30 art 26): a file with its kind, its origin and what it proves. New evidence reopens a review.</summary>
internal static class AddEvidence
{
    /// <param name="Kind">One of the eight kinds.</param>
    /// <param name="Name">名称.</param>
    /// <param name="FileId">Stored file.</param>
    /// <param name="TakenOn">提取日期.</param>
    /// <param name="Provider">提供单位或个人.</param>
    /// <param name="Proves">证明内容.</param>
    /// <param name="MonitoringReport">Whether it is a monitoring report, whose result the party must be told.</param>
    /// <param name="ResultToldOn">Day the party was told.</param>
    /// <param name="Version">Version of the case shown.</param>
    internal sealed record Request(EvidenceKind Kind, string Name, string FileId, DateOnly TakenOn, string Provider, string Proves, bool MonitoringReport, DateOnly? ResultToldOn, long Version);

    public static void Map(RouteGroupBuilder cases) => cases.MapPost("/{id}/evidence", Handle).Requires(Duty.InvestigateCases);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Handle(string id, Request request, CaseDesk desk, FileStore files, IOfficers officers, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.AddEvidence, async work =>
        {
            var file = work.Case;
            if (await BeginInvestigation.CertifiedToday(work, officers) is { } uncertified) return uncertified;
            if ((CaseGuards.Blank(request.Name, "name", "证据名称") ?? CaseGuards.Blank(request.Provider, "provider", "提供单位或者个人")
                ?? CaseGuards.Blank(request.Proves, "proves", "证明内容")) is { } blank) return blank;
            if (request.TakenOn > work.Today) return Refusal.OfField("future-day", "takenOn", "提取日期不能晚于今天。");
            if (await files.Find([request.FileId], work.Stop) is not [var stored])
                return Refusal.OfField("no-file", "fileId", "没有找到证据文件，请重新上传。");

            var ordinal = await work.Db.Set<CaseEvidence>().CountAsync(e => e.CaseId == file.Id, work.Stop) + 1;
            work.Db.Add(new CaseEvidence
            {
                Id = NewId.Make(),
                CaseId = file.Id,
                Division = file.Division,
                Ordinal = ordinal,
                Kind = request.Kind,
                Name = request.Name.Trim(),
                Origin = "file",
                OriginId = stored.Id,
                FileId = stored.Id,
                Sha256 = stored.Sha256,
                TakenOn = request.TakenOn,
                Provider = request.Provider.Trim(),
                Proves = request.Proves.Trim(),
                MonitoringReport = request.MonitoringReport,
                ResultToldOn = request.ResultToldOn,
                AddedAt = work.Now,
                AddedByName = work.Caller.Name,
            });
            file.EvidenceVersion++;
            work.Act.Enter("evidence.add", stored.Sha256, stored.Size);
            work.Say($"登记证据：{request.Name.Trim()}");
            return null;
        }, stop);
}
