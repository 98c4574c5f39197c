using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Rules.Drafts;

/// <summary>起草: the legal desk writes a law file that would hold from a later day on. Every fault is named by file and field; nothing is in force yet.</summary>
internal static class ProposeDraft
{
    private const int LongestText = 500_000;
    private static readonly string[] Judged = ["limits", "validity", "rulings", "factors", "incineration", .. CompareSpans.OwnKinds];

    /// <param name="Text">The law file, JSON.</param>
    /// <param name="Reason">Why it is proposed.</param>
    internal sealed record Request(string Text, string Reason);

    internal sealed record Proposed(string Id);

    public static void Map(RouteGroupBuilder drafts) => drafts.MapPost("/", Handle).Requires(Duty.ConfirmRules);

    private static async Task<Results<Ok<Proposed>, ProblemHttpResult>> Handle(Request request, MonitoringDb db, ILawInForce law, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Trim().Length < 5) return Refusal.OfField("reason-missing", "reason", "请写明为什么要改，至少5个字，例如：执行某地方标准的新限值。").ToProblem();
        if (!Read(request.Text ?? "", BeijingTime.DayOf(db.Now), law).Try(out var rule, out var why)) return why.ToProblem();
        var text = request.Text!;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (await db.Set<RuleDraft>().AnyAsync(each => each.Sha256 == sha256 && each.State == DraftState.Draft, stop))
            return Refusal.OfField("draft-known", "text", "同样内容的草案已经在列表中，不需要再次起草。").ToProblem(StatusCodes.Status409Conflict);
        var draft = new RuleDraft
        {
            Id = NewId.Make(),
            Kind = rule.Kind,
            Title = rule.Title,
            Document = rule.Document,
            InForceFrom = rule.InForceFrom,
            Path = rule.Path,
            Text = text,
            Sha256 = sha256,
            Reason = request.Reason.Trim(),
            DraftedBy = db.Caller.PersonId,
            DraftedByName = db.Caller.Name,
            DraftedAt = db.Now,
        };
        db.Add(draft);
        await db.Commit(new Act("draft.propose", "rule-draft", draft.Id, $"起草规则“{draft.Title}”（自{draft.InForceFrom:yyyy-MM-dd}）") { Reason = draft.Reason }
            .Enter("config", new { draft.Id, draft.Path, sha256, text, draft.Reason, draft.DraftedBy, at = db.Now }), stop);
        live.Raise("rules");
        return TypedResults.Ok(new Proposed(draft.Id));
    }

    /// <summary>The head of a draft, under the path it would have; refused with what is wrong with it.</summary>
    /// <param name="text">The law file, JSON.</param>
    /// <param name="today">Beijing day.</param>
    /// <param name="law">The rules beside which it would stand.</param>
    internal static Outcome<Rule> Read(string text, DateOnly today, ILawInForce law)
    {
        if (text.Length is 0 or > LongestText) return Refusal.OfField("text", "text", text.Length == 0 ? "请填写规则文件，可以从现行规则复制后修改。" : $"规则文件不超过{LongestText}个字符，请拆成几个文件。");
        var (alone, faults) = Rulebook.Load([new LawFile("draft.json", Encoding.UTF8.GetBytes(text))]);
        if (faults.Count > 0) return Refusal.OfField("law-file", "text", string.Join("；", faults.Select(fault => fault.Message)));
        var head = alone.Rules[0];
        if (!Judged.Contains(head.Kind)) return Refusal.OfField("kind", "text", "只有排放限值（limits）、数据有效性（validity）、处理规则（rulings）、污染因子（factors）、焚烧规则（incineration）、多次超标（persistence）、许可排放量（totals）和用电监控（electricity）可以起草试算；其他规则请随程序更新。");
        if (head.InForceFrom <= today) return Refusal.OfField("in-force-from", "text", $"in_force_from 要晚于今天（{today:yyyy-MM-dd}）：已经作出的判定按当时的规则，不能事后改变。");
        var path = $"local/{head.Kind}/{head.Id}/{head.InForceFrom:yyyy-MM-dd}.json";
        return law.With(new LawFile(path, Encoding.UTF8.GetBytes(text))).Try(out _, out var why) ? head with { Path = path } : Refusal.OfField("law-file", "text", why.Message);
    }
}
