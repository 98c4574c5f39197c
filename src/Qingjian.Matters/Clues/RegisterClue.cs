using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Matters.Law;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Files;
using Qingjian.Registry.Contract;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Clues;

/// <summary>登记线索 by hand. What the registry knows of the target is taken from it, not typed.</summary>
internal static class RegisterClue
{
    internal sealed record Request(
        string SourceCode, string? SourceSubcode, DateTimeOffset FoundAt, string? EnterpriseId, string? OutletId, string? Target, string? Division, string? Place,
        string Element, string Content, IReadOnlyList<string>? FileIds);

    internal sealed record Answer(string Id, string Number);

    public static void Map(RouteGroupBuilder clues) => clues.MapPost("/", Handle).Requires(Duty.RegisterClues);

    private static async Task<Results<Created<Answer>, ProblemHttpResult>> Handle(
        Request request, MattersDb db, ISources sources, IDivisions divisions, FileStore files, MattersLaw law, EnterClue entry, CancellationToken stop)
    {
        var enterprise = string.IsNullOrEmpty(request.EnterpriseId) ? null : await sources.Enterprise(request.EnterpriseId, stop);
        var outlet = string.IsNullOrEmpty(request.OutletId) ? null : await sources.Outlet(request.OutletId, stop);
        var known = law.Sources(BeijingTime.DayOf(db.Now));
        if (!Decide(request, enterprise, outlet, known, divisions, db.Caller, db.Now).Try(out var what, out var why)) return why.ToProblem();
        if ((await files.Find(what.FileIds, stop)).Count != what.FileIds.Distinct().Count())
            return Refusal.OfField("file-unknown", "fileIds", "有附件没有找到，请重新上传。").ToProblem();
        var clue = await entry.Enter(what, stop);
        return TypedResults.Created($"/api/clues/{clue.Id}", new Answer(clue.Id, clue.Number));
    }

    // Pure: the request and what the registry says in, a clue to enter or the faults by field out.
    internal static Outcome<NewClue> Decide(
        Request request, SourceEnterprise? enterprise, SourceOutlet? outlet, ClueSources known, IDivisions divisions, Caller caller, DateTimeOffset now)
    {
        var faults = new Dictionary<string, string[]>();
        if (!known.Knows(request.SourceCode, request.SourceSubcode)) faults["sourceCode"] = ["来源不在线索来源表里，请重新选择。"];
        if (known.Elements.All(e => e.Code != request.Element)) faults["element"] = ["请选择环境要素。"];
        if (request.FoundAt > now) faults["foundAt"] = ["发现时间不能晚于现在。"];
        if (string.IsNullOrWhiteSpace(request.Content)) faults["content"] = ["请写明反映的事项：何时、何地、什么情况。"];
        if (request.Content?.Length > 4000) faults["content"] = ["事项超过 4000 字，请精简或改为附件。"];
        if (!string.IsNullOrEmpty(request.EnterpriseId) && enterprise is null) faults["enterpriseId"] = ["没有找到这家企业，或不在您的管辖范围内。"];
        if (!string.IsNullOrEmpty(request.OutletId) && (outlet is null || outlet.EnterpriseId != enterprise?.Id)) faults["outletId"] = ["排放口不属于所选企业，请重新选择。"];
        var division = enterprise?.Division ?? request.Division ?? "";
        if (enterprise is null)
        {
            if (string.IsNullOrWhiteSpace(request.Target)) faults["target"] = ["请填写被反映的单位、个人或地点。"];
            if (string.IsNullOrWhiteSpace(request.Place)) faults["place"] = ["请填写地点。"];
            if (divisions.Find(division) is null) faults["division"] = ["请选择所在区县。"];
            else if (!division.StartsWith(caller.Division, StringComparison.Ordinal)) faults["division"] = ["所选区县不在您的管辖范围内，请转给有管辖权的单位登记。"];
        }
        if (faults.Count > 0) return new Refusal("clue-incomplete", "线索还有内容需要更正，见各项说明。", faults);
        return new NewClue
        {
            SourceCode = request.SourceCode,
            SourceSubcode = string.IsNullOrEmpty(request.SourceSubcode) ? null : request.SourceSubcode,
            FoundAt = request.FoundAt,
            EnterpriseId = enterprise?.Id,
            OutletId = outlet?.Id,
            OutletName = outlet is null ? null : $"{outlet.Code} {outlet.Name}",
            Target = enterprise?.Name ?? request.Target!.Trim(),
            Division = division,
            Place = string.IsNullOrWhiteSpace(request.Place) ? Raised.Place(enterprise, outlet) : request.Place.Trim(),
            Element = request.Element,
            Content = request.Content!.Trim(),
            FileIds = request.FileIds ?? [],
        };
    }
}
