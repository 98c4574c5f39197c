using Qingjian.Vocabulary;

namespace Qingjian.Judgement;

/// <summary>Computes statutory time limits (enforcement specification 1.9, rulings U1-U19). Pure; the table of the start day
/// and the loaded calendar answer. A day that no calendar covers is never guessed.</summary>
public sealed class DeadlineEngine
{
    private readonly Rulebook book;

    internal DeadlineEngine(Rulebook book) => this.book = book;

    /// <summary>The last day of a limit, or why it cannot be said yet, or why the question is refused.</summary>
    public DeadlineAnswer Compute(DeadlineRequest request)
    {
        if (book.DeadlinesOn(request.Start) is not { } table || table.Find(request.Key) is not { } rule)
            return Refused("deadline-unknown", $"期限表中没有“{request.Key}”，请核对规则文件");
        if (rule.Calendar == DeadlineCalendar.Rate)
            return Refused("deadline-is-rate", $"“{rule.Name}”是按日计算的比率，不是期限，请用加处罚款的计算");
        if (Faulty(request, rule) is { } fault) return new DeadlineAnswer.Refused(fault);
        if (LateExtension(request, rule) is { } late) return new DeadlineAnswer.Refused(late);

        var sheet = new DeadlineSheet(table, rule, book.RulingsOn(request.Start), book.Calendar);
        return rule.Calendar == DeadlineCalendar.Clock ? ByClock(request, rule, sheet) : ByDays(request, rule, sheet);
    }

    private static DeadlineAnswer ByClock(DeadlineRequest request, DeadlineRule rule, DeadlineSheet sheet)
    {
        if (request.StartInstant is not { } start) return Refused("deadline-instant", $"“{rule.Name}”以小时计，须有起算的准确时刻，请补充");
        var end = start.AddHours(rule.Limit);
        sheet.Say($"起算事件：{rule.EventFrom}，{Clock(start)}，自该时刻起算");
        sheet.Say($"期限：{rule.LimitInChinese}，按实际时刻计算，不顺延");
        sheet.Say($"届满：{Clock(end)}{After(rule)}");
        sheet.Close();
        var day = BeijingTime.DayOf(end);
        return Known(rule, BeijingTime.DayOf(start), day, day, end, 0, sheet);
    }

    private static DeadlineAnswer ByDays(DeadlineRequest request, DeadlineRule rule, DeadlineSheet sheet)
    {
        var running = request.Pauses.Any(pause => pause.To is null);
        var pauses = request.Pauses.Select(pause => (pause.From, pause.To ?? request.AsOf!.Value.AddDays(1)));
        var start = request.Start;
        var counting = rule.Backwards ? "当日不计，自前一日起倒算" : rule.Unit is DeadlineUnit.Month or DeadlineUnit.Year ? "至对应日届满" : "当日不计，自次日起算";
        sheet.Say($"起算事件：{(rule.Backwards ? rule.EventTo : rule.EventFrom)}，{DeadlineSheet.Long(start)}，{counting}");

        var (limit, unit, from) = Total(request, rule, sheet);
        var union = PauseUnion.Of(from, pauses);
        var counted = rule.Calendar == DeadlineCalendar.Working
            ? WorkingDays.Count(from, limit, rule.Backwards, union, sheet)
            : CalendarDays.Count(from, limit, unit, union, sheet);
        if (request.Extensions.Any(grant => grant.RestartFrom is not null)) counted = LaterOf(counted, request, rule, union, sheet);
        if (counted.Paused > 0)
        {
            sheet.Use("U5");
            foreach (var pause in request.Pauses)
                sheet.Say($"扣除：{rule.Pauses.First(each => each.Reason == pause.Reason).Name}，{BeijingTime.InChinese(pause.From)}起{(pause.To is { } to ? $"至{BeijingTime.InChinese(to.AddDays(-1))}" : "，尚未结束")}");
            sheet.Say($"扣除合计{counted.Paused}{(rule.Calendar == DeadlineCalendar.Working ? "个工作日" : "日")}（重叠的只计一次）");
        }
        if (counted.End is not { } raw)
            return Unknown(rule, start, counted.NotBefore, counted.Missing, sheet);

        var (end, missing) = Shift(rule, raw, sheet);
        if (end is not { } last) return Unknown(rule, start, raw, missing, sheet);
        sheet.Say($"{(rule.Backwards ? "最迟" : "届满")}日：{DeadlineSheet.Long(last)}{After(rule)}");
        sheet.Close();
        if (!running) return Known(rule, start, raw, last, null, counted.Paused, sheet);
        return new DeadlineAnswer.Open(rule, start, last, Refusal.Of("deadline-paused", $"“{rule.Name}”的扣除事由尚未结束，届满日不早于{BeijingTime.InChinese(last)}；事由结束后重新计算"), sheet.Lines);
    }

    // All extensions are added before the one shift at the very end (U2); an "instead" row replaces the limit, a restart its beginning.
    private static (int Limit, DeadlineUnit Unit, DateOnly From) Total(DeadlineRequest request, DeadlineRule rule, DeadlineSheet sheet)
    {
        var (limit, unit, from) = (rule.Limit, rule.Unit, request.Start);
        sheet.Say($"期限：{rule.LimitInChinese}");
        foreach (var grant in request.Extensions.OrderBy(grant => grant.Step))
        {
            var extension = rule.Extensions.First(each => each.Step == grant.Step);
            sheet.Cite(extension.Source, extension.Trust);
            var words = DeadlineRule.Words(extension.Limit, extension.Unit, rule.Calendar);
            var by = string.Join('，', new[] { extension.Approver, extension.Condition }.Where(part => part.Length > 0));
            switch (extension.Kind)
            {
                case "extend":
                    sheet.Use("U2");
                    limit += extension.Limit;
                    sheet.Say($"延长{words}（{by}），合计{DeadlineRule.Words(limit, unit, rule.Calendar)}");
                    break;
                case "instead":
                    (limit, unit) = (extension.Limit, extension.Unit);
                    sheet.Say($"改为{words}（{by}）");
                    break;
                default:
                    from = grant.RestartFrom!.Value;
                    sheet.Say($"{by}，自{BeijingTime.InChinese(from)}起{words}");
                    break;
            }
        }
        return (limit, unit, from);
    }

    // U17: with instalments, the later of both ends.
    private static Counted LaterOf(Counted restarted, DeadlineRequest request, DeadlineRule rule, List<(DateOnly From, DateOnly To)> union, DeadlineSheet sheet)
    {
        sheet.Use("U17");
        var ordinary = CalendarDays.Count(request.Start, rule.Limit, rule.Unit, union, sheet);
        return restarted.End >= ordinary.End ? restarted : ordinary;
    }

    private static (DateOnly? End, int Missing) Shift(DeadlineRule rule, DateOnly raw, DeadlineSheet sheet)
    {
        if (rule.Backwards || rule.Calendar == DeadlineCalendar.Working) return (raw, 0);
        var setting = sheet.Setting("U3", "party_and_agency");
        if (rule.Calendar == DeadlineCalendar.CalendarNoShift || rule.Side == DeadlineSide.Power || setting == "never")
        {
            sheet.Say("届满日遇非工作日不顺延");
            return (raw, 0);
        }
        sheet.ForgetSkipped();
        for (var day = raw; ; day = day.AddDays(1))
        {
            if (sheet.IsWorkday(day) is not { } workday) return (null, day.Year);
            if (!workday) continue;
            if (day == raw) { sheet.ForgetSkipped(); return (day, 0); }
            sheet.SaySkipped();
            sheet.Say($"{DeadlineSheet.Long(raw)}不是工作日，顺延至{DeadlineSheet.Long(day)}" + (rule.Side == DeadlineSide.Agency ? "；机关应按原届满日提醒" : ""));
            return (day, 0);
        }
    }

    private static Refusal? Faulty(DeadlineRequest request, DeadlineRule rule)
    {
        if (request.Pauses.FirstOrDefault(pause => rule.Pauses.All(each => each.Reason != pause.Reason)) is { } strange)
            return Refusal.OfField("pause-not-listed", "pauses", $"“{strange.Reason}”不是“{rule.Name}”的法定扣除事由，不予扣除；可用的事由：{(rule.Pauses.Count == 0 ? "无" : string.Join('、', rule.Pauses.Select(each => each.Name)))}");
        if (request.Pauses.Any(pause => pause.To is { } to && to < pause.From))
            return Refusal.OfField("pause-backwards", "pauses", "扣除事由的结束早于开始，请核对日期");
        if (request.Pauses.Any(pause => pause.To is null) && request.AsOf is null)
            return Refusal.OfField("pause-open", "asOf", "扣除事由尚未结束，须给出计算所依据的当日日期");
        var steps = request.Extensions.Select(grant => grant.Step).ToList();
        if (steps.Distinct().Count() != steps.Count) return Refusal.OfField("extension-twice", "extensions", $"“{rule.Name}”的同一次延长只能批准一次");
        foreach (var grant in request.Extensions)
        {
            if (rule.Extensions.FirstOrDefault(each => each.Step == grant.Step) is not { } extension)
                return Refusal.OfField("extension-not-listed", "extensions", $"“{rule.Name}”依法不能作第{grant.Step}次延长");
            if (extension.Kind == "extend" && rule.Extensions.Any(each => each.Kind == "extend" && each.Step < grant.Step && !steps.Contains(each.Step)))
                return Refusal.OfField("extension-order", "extensions", $"“{rule.Name}”须先有前一次延长，才能作第{grant.Step}次延长");
            if (extension.Kind == "restart" && grant.RestartFrom is null)
                return Refusal.OfField("extension-restart", "extensions", $"“{rule.Name}”重新起算须给出起算日");
        }
        if (rule.Extensions.Count(each => each.Kind == "instead" && steps.Contains(each.Step)) > 1)
            return Refusal.OfField("extension-instead", "extensions", $"“{rule.Name}”的替代期限只能适用一种");
        return null;
    }

    // U18: an extension asked between the raw and the shifted end is in time.
    private Refusal? LateExtension(DeadlineRequest request, DeadlineRule rule)
    {
        foreach (var grant in request.Extensions.Where(grant => grant.AskedOn is not null && rule.Extensions.First(each => each.Step == grant.Step).Kind == "extend"))
        {
            var before = Compute(request with { Extensions = request.Extensions.Where(each => each.Step < grant.Step).ToArray() });
            if (before is DeadlineAnswer.Known(var deadline) && grant.AskedOn > deadline.End)
                return Refusal.OfField("extension-late", "extensions", $"第{grant.Step}次延长于{BeijingTime.InChinese(grant.AskedOn!.Value)}作出，晚于届满日{BeijingTime.InChinese(deadline.End)}，不能延长");
        }
        return null;
    }

    private static DeadlineAnswer.Open Unknown(DeadlineRule rule, DateOnly start, DateOnly? notBefore, int year, DeadlineSheet sheet)
    {
        sheet.ForgetSkipped();
        sheet.Use("U16");
        sheet.Say($"{year}年工作日历未载入，届满日不能确定" + (notBefore is { } day ? $"，不早于{DeadlineSheet.Long(day)}（暂定）" : ""));
        sheet.Close();
        var why = Refusal.Of("calendar-missing", $"{year}年工作日历未发布，“{rule.Name}”的届满日不能确定" + (notBefore is { } earliest ? $"，最早为{BeijingTime.InChinese(earliest)}（暂定）" : "") + "；请管理员在国务院办公厅发布放假安排后载入");
        return new(rule, start, notBefore, why, sheet.Lines);
    }

    private static DeadlineAnswer.Known Known(DeadlineRule rule, DateOnly start, DateOnly raw, DateOnly end, DateTimeOffset? exact, int paused, DeadlineSheet sheet) =>
        new(new Deadline(rule, start, raw, end, exact, paused, sheet.Provisional, sheet.Weakest, sheet.Rulings, sheet.Citations, sheet.Lines));

    private static DeadlineAnswer.Refused Refused(string code, string message) => new(Refusal.Of(code, message));

    private static string After(DeadlineRule rule) => rule.OnExpiry.Length > 0 ? $"；{rule.OnExpiry}" : "";

    private static string Clock(DateTimeOffset instant)
    {
        var clock = BeijingTime.ClockOf(instant);
        return $"{BeijingTime.InChinese(DateOnly.FromDateTime(clock))}{clock:HH:mm:ss}";
    }
}
