using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Live;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Matters.Calendar;

/// <summary>载入工作日历: an administrator loads a year. Every open deadline that rests on it is worked out again in the same act; what moved is listed,
/// and the earlier day stays on the time line (enforcement specification 1.9).</summary>
internal static class LoadCalendarYear
{
    /// <param name="Text">The table as csv or JSON text.</param>
    /// <param name="Provisional">True for a year without a notice: dates on it are marked 暂定.</param>
    /// <param name="Document">The notice, e.g. 国务院办公厅关于2027年部分节假日安排的通知.</param>
    internal sealed record Request(string Text, bool Provisional, string Document);

    /// <param name="Year">The year.</param>
    /// <param name="Moved">What moved.</param>
    internal sealed record Loaded(int Year, bool Provisional, IReadOnlyList<MovedDeadline> Moved);

    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static void Map(RouteGroupBuilder calendar) => calendar.MapPost("/", Handle).Requires(Duty.ManageSettings);

    private static async Task<Results<Ok<Loaded>, ProblemHttpResult>> Handle(Request request, MattersDb db, ILawInForce law, Recompute recompute, LiveSignals live, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Document))
            return Refusal.OfField("document-missing", "document", request.Provisional ? "请写明暂定日历怎样得出，例如：按周末和固定日期的节日推算。" : "请写明放假安排的通知，例如：国务院办公厅关于2027年部分节假日安排的通知。").ToProblem();
        if (!CalendarText.Read(request.Text ?? "").Try(out var days, out var why) || !CalendarText.Write(days, request.Provisional, request.Document.Trim()).Try(out var written, out why)) return why.ToProblem();

        var (year, text) = written;
        var file = new LawFile(CalendarText.PathOf(year), Encoding.UTF8.GetBytes(text));
        await OneAtATime.WaitAsync(stop);
        try
        {
            if (request.Provisional && law.Book.Calendar.Years.FirstOrDefault(each => each.Year == year) is { Provisional: false })
                return Refusal.OfField("calendar-published", "provisional", $"{year}年已经载入正式的工作日历，不能用暂定日历替换；安排有变动的，请按新的通知载入。").ToProblem();
            if (!law.With(file).Try(out var book, out why)) return why.ToProblem();

            var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span));
            var moved = await recompute.All(book, $"{year}年{(request.Provisional ? "暂定" : "")}工作日历载入", stop);
            db.Add(new CalendarYearRow
            {
                Id = NewId.Make(),
                Year = year,
                Provisional = request.Provisional,
                Document = request.Document.Trim(),
                Text = text,
                Sha256 = sha256,
                Moved = moved,
                LoadedBy = db.Caller.PersonId,
                LoadedByName = db.Caller.Name,
                LoadedAt = db.Now,
            });
            var act = new Act("calendar.load", "calendar", $"{year}", $"载入{year}年{(request.Provisional ? "暂定" : "")}工作日历，重算期限 {moved.Count} 项") { Reason = request.Document.Trim() };
            act.Enter("config", new { year, request.Provisional, request.Document, sha256, text, moved, db.Caller.PersonId, db.Caller.Name, at = db.Now }).Tell(new CalendarYearLoaded(year));
            await db.Commit(act, stop);
            // Scopes that begin from here on count with the new year; what was open has been counted above.
            law.Take(file);
            foreach (var topic in new[] { "rules", "calendar", "cases", "clues", "inbox" }) live.Raise(topic);
            return TypedResults.Ok(new Loaded(year, request.Provisional, moved));
        }
        finally { OneAtATime.Release(); }
    }
}
