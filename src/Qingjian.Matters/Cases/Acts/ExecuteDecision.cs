using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Matters.Documents.Papers;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Cases.Acts;

/// <summary>执行: payments with the late fee of 处罚法 art 72, the demand (DOC39) and the application to court (DOC40).</summary>
internal static class ExecuteDecision
{
    internal sealed record PaymentRequest(DateOnly On, decimal Principal, decimal LateFee, string ReceiptNo, string Channel, long Version);
    internal sealed record DemandRequest(long Version);
    internal sealed record CourtRequest(string Court, long Version);

    public static void Map(RouteGroupBuilder cases)
    {
        cases.MapPost("/{id}/payments", Pay).Requires(Duty.ExecuteDecisions);
        cases.MapPost("/{id}/demand", Demand).Requires(Duty.ExecuteDecisions);
        cases.MapPost("/{id}/court", Court).Requires(Duty.ExecuteDecisions);
    }

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Pay(string id, PaymentRequest request, CaseDesk desk, Debts debts, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.RecordPayment, async work =>
        {
            var file = work.Case;
            if (file.Decision?.ReceivedOn is not { } received) return Refusal.Of("not-served", "决定书尚未送达，不能登记缴款。");
            if (request.On < received || request.On > work.Today) return Refusal.OfField("payment-day", "on", "缴款日期应在收到决定书之后、今天之前。");
            if (request.Principal < 0 || request.LateFee < 0 || request.Principal + request.LateFee <= 0) return Refusal.OfField("payment-amount", "principal", "缴款数额须大于零。");
            if (CaseGuards.Blank(request.ReceiptNo, "receiptNo", "票据号") is { } blank) return blank;
            if (await debts.Of(file, request.On, work.Stop) is not { } debt) return Refusal.Of("no-fine", "本案没有罚款，无须缴款。");
            if (request.Principal > debt.Principal.Yuan) return Refusal.OfField("payment-over", "principal", $"超过尚欠罚款 {debt.Principal} 元，请核对。");
            if (request.LateFee > debt.LateFee.Yuan) return Refusal.OfField("payment-over", "lateFee", $"超过尚欠加处罚款 {debt.LateFee} 元，请核对。");
            file.Execution = (file.Execution ?? new Execution([])) with
            {
                Payments = [.. file.Execution?.Payments ?? [], new Payment(request.On, request.Principal, request.LateFee, request.ReceiptNo.Trim(), request.Channel.Trim(), work.Caller.Name)],
            };
            if (request.Principal == debt.Principal.Yuan) await work.Clocks.End(file.Id, "pay_fine", request.On, "已缴清罚款", work.Stop);
            work.Say($"登记缴款：罚款 {new Money(request.Principal)} 元{(request.LateFee > 0 ? $"，加处罚款 {new Money(request.LateFee)} 元" : "")}");
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Demand(string id, DemandRequest request, CaseDesk desk, Debts debts, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.Demand, async work =>
        {
            var file = work.Case;
            if (await debts.Of(file, work.Today, work.Stop) is not { } debt || debt.Total.Yuan <= 0) return Refusal.Of("nothing-owed", "罚款已缴清，无须催告。");
            if (debt.DueOn is not { } due || work.Today <= due) return Refusal.Of("not-due", $"缴款期限{(debt.DueOn is { } day ? $"至{BeijingTime.InChinese(day)}" : "尚未确定")}，期满未缴的才能催告。");
            var paper = await work.Issue("DOC39", _ => EnforcementPapers.Demand(file, debt.Principal, debt.LateFee, work.Today));
            file.Execution = (file.Execution ?? new Execution([])) with { DemandPaperId = paper.Id };
            work.Say($"制作催告书 {paper.Number}：罚款 {debt.Principal} 元，加处罚款 {debt.LateFee} 元");
            return null;
        }, stop);

    private static Task<Results<Ok<CaseDone>, ProblemHttpResult>> Court(string id, CourtRequest request, CaseDesk desk, Debts debts, Rulebook book, CancellationToken stop) =>
        desk.Do(id, request.Version, CaseAct.ApplyToCourt, async work =>
        {
            var file = work.Case;
            if (CaseGuards.Blank(request.Court, "court", "受理法院") is { } blank) return blank;
            if (file.Execution?.DemandedOn is not { }) return Refusal.Of("demand-not-served", "催告书尚未送达。");
            if (await work.Clocks.Latest(file.Id, "demand", work.Stop) is not { DueOn: { } demandEnd } || work.Today <= demandEnd)
                return Refusal.Of("demand-open", "催告期十个工作日尚未届满，不能申请强制执行。");
            if (await work.Clocks.Latest(file.Id, "litigation", work.Stop) is not { DueOn: { } suitEnd } || work.Today <= suitEnd)
                return Refusal.Of("suit-open", "当事人申请复议、提起诉讼的期限尚未届满，不能申请强制执行。");
            if (book.Deadlines.Compute(new DeadlineRequest("court_enforcement", suitEnd)) is DeadlineAnswer.Known(var window) && work.Today > window.End)
                return Refusal.Of("court-late", $"申请强制执行的期限已于{BeijingTime.InChinese(window.End)}届满（三个月）。");
            var debt = (await debts.Of(file, work.Today, work.Stop))!;
            var paper = await work.Issue("DOC40", _ => EnforcementPapers.CourtApplication(file, debt.Principal, debt.LateFee, request.Court.Trim(), work.Today));
            file.Execution = file.Execution! with { AppliedToCourtOn = work.Today, CourtPaperId = paper.Id };
            work.Say($"申请强制执行 {paper.Number}");
            return null;
        }, stop);
}
