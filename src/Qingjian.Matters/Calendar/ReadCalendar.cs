using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Matters.Calendar;

/// <summary>The working calendar: which years are loaded, and each day of one.</summary>
internal static class ReadCalendar
{
    /// <param name="Year">Year.</param>
    /// <param name="Provisional">暂定: no notice is loaded.</param>
    /// <param name="Document">The notice.</param>
    /// <param name="Loadings">Loadings by administrators, newest first; none for a year that came with the program.</param>
    internal sealed record YearView(int Year, bool Provisional, string Title, string Document, int Workdays, IReadOnlyList<Loading> Loadings);
    internal sealed record Loading(DateTimeOffset At, string ByName, bool Provisional, string Document, string Sha256, IReadOnlyList<MovedDeadline> Moved);
    internal sealed record DayView(DateOnly Date, bool Workday, string Name);
    internal sealed record YearFile(YearView Year, IReadOnlyList<DayView> Days);

    public static void Map(RouteGroupBuilder calendar)
    {
        calendar.MapGet("/", Years).Requires(Duty.SignedIn);
        calendar.MapGet("/{year:int}", Year).Requires(Duty.SignedIn);
    }

    private static async Task<Ok<List<YearView>>> Years(ILawInForce law, MattersDb db, CancellationToken stop)
    {
        var loadings = await Loadings(db, null, stop);
        return TypedResults.Ok(law.Book.Calendar.Years.Select(year => View(year, law, loadings)).ToList());
    }

    private static async Task<Results<Ok<YearFile>, ProblemHttpResult>> Year(int year, ILawInForce law, MattersDb db, CancellationToken stop)
    {
        var calendar = law.Book.Calendar;
        if (calendar.Years.FirstOrDefault(each => each.Year == year) is not { } found) return Problems.NotFound();
        var view = View(found, law, await Loadings(db, year, stop));
        return TypedResults.Ok(new YearFile(view, [.. Days(year).Select(day => (Day: day, On: calendar.On(day)!.Value)).Select(each => new DayView(each.Day, each.On.IsWorkday, each.On.Name))]));
    }

    private static YearView View(Judgement.CalendarYear year, ILawInForce law, ILookup<int, CalendarYearRow> loadings) => new(
        year.Year, year.Provisional, year.Source.Title, year.Source.Document, Days(year.Year).Count(day => law.Book.Calendar.On(day) is { IsWorkday: true }),
        [.. loadings[year.Year].Select(row => new Loading(row.LoadedAt, row.LoadedByName, row.Provisional, row.Document, row.Sha256, row.Moved))]);

    private static IEnumerable<DateOnly> Days(int year) => Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);

    private static async Task<ILookup<int, CalendarYearRow>> Loadings(MattersDb db, int? year, CancellationToken stop) =>
        (await db.Set<CalendarYearRow>().AsNoTracking().Where(row => year == null || row.Year == year).OrderByDescending(row => row.LoadedAt).ToListAsync(stop)).ToLookup(row => row.Year);

    /// <summary>Gives the years that administrators loaded to the law; once at start, after the migrations.</summary>
    public static async Task Recall(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        var rows = await scope.ServiceProvider.GetRequiredService<MattersDb>().Set<CalendarYearRow>().AsNoTracking().OrderBy(row => row.LoadedAt).ToListAsync(stop);
        if (rows.Count > 0) services.GetRequiredService<ILawInForce>().Take([.. rows.GroupBy(row => row.Year).Select(year => year.Last().File)]);
    }
}
