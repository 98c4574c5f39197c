namespace Qingjian.Monitoring.Contract;

/// <summary>Counts of a period for reports, within what the caller may see.</summary>
public interface ISupervisionFigures
{
    /// <summary>Counts of the Beijing days from <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    /// <param name="division">Area: a division code; everything below it counts.</param>
    /// <param name="from">First day of the data, and of issue for orders.</param>
    /// <param name="to">Last day.</param>
    /// <param name="stop">Cancels.</param>
    Task<SupervisionFigures> Of(string division, DateOnly from, DateOnly to, CancellationToken stop);
}

/// <summary>What happened in a period.</summary>
/// <param name="Orders">All orders issued, withdrawn ones left out.</param>
/// <param name="ByClass">By the three kinds.</param>
/// <param name="ByTrigger">By trigger, only those that occurred.</param>
/// <param name="ByCounty">By county.</param>
/// <param name="Days">Each day of the period up to today.</param>
/// <param name="Factors">Exceedances by factor, most first.</param>
/// <param name="Enterprises">Enterprises with exceedances, most days first.</param>
/// <param name="HoursExceeded">Hour values judged as exceedances that stand.</param>
/// <param name="DaysExceeded">Day values judged as exceedances that stand.</param>
/// <param name="Silences">Loggers that fell silent.</param>
/// <param name="SilentHours">Hours of silence that lie in the period.</param>
/// <param name="Alarms">Alarms on the desk's board.</param>
/// <param name="AlarmsAnswered">Of these, answered with a note.</param>
/// <param name="AnswerMinutes">Median minutes from alarm to answer; null for none.</param>
public sealed record SupervisionFigures(
    OrderFigures Orders, IReadOnlyList<OrderFigures> ByClass, IReadOnlyList<OrderFigures> ByTrigger, IReadOnlyList<OrderFigures> ByCounty, IReadOnlyList<DayFigures> Days, IReadOnlyList<FactorFigures> Factors,
    IReadOnlyList<EnterpriseFigures> Enterprises, int HoursExceeded, int DaysExceeded, int Silences, decimal SilentHours, int Alarms, int AlarmsAnswered, decimal? AnswerMinutes);

/// <summary>Orders of one group.</summary>
/// <param name="Key">Class, trigger or division code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Issued">Issued.</param>
/// <param name="Needed">Of these, asking for an answer.</param>
/// <param name="Answered">Answered.</param>
/// <param name="OnTime">First answered within the first limit.</param>
/// <param name="Closed">Closed.</param>
public sealed record OrderFigures(string Key, string Name, int Issued, int Needed, int Answered, int OnTime, int Closed)
{
    /// <summary>Percent answered; null for none to answer.</summary>
    public decimal? AnsweredRate => Needed == 0 ? null : Math.Round(100m * Answered / Needed, 2, MidpointRounding.ToEven);

    /// <summary>Percent answered in time; null for none to answer.</summary>
    public decimal? OnTimeRate => Needed == 0 ? null : Math.Round(100m * OnTime / Needed, 2, MidpointRounding.ToEven);

    /// <summary>Percent closed; null for none issued.</summary>
    public decimal? ClosedRate => Issued == 0 ? null : Math.Round(100m * Closed / Issued, 2, MidpointRounding.ToEven);
}

/// <summary>One day.</summary>
/// <param name="Day">Beijing day.</param>
/// <param name="Exceeded">Hour and day values over the limit.</param>
/// <param name="Enterprises">Enterprises concerned.</param>
/// <param name="Issued">Orders issued.</param>
public sealed record DayFigures(DateOnly Day, int Exceeded, int Enterprises, int Issued);

/// <summary>One factor.</summary>
/// <param name="Factor">HJ 212 code.</param>
/// <param name="Name">Chinese.</param>
/// <param name="Exceeded">Hour and day values over the limit.</param>
public sealed record FactorFigures(string Factor, string Name, int Exceeded);

/// <summary>One enterprise.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Name">Name.</param>
/// <param name="Division">Division code.</param>
/// <param name="DivisionName">Its name.</param>
/// <param name="Factors">Names of the factors over the limit.</param>
/// <param name="Hours">Hour values over the limit.</param>
/// <param name="Days">Day values over the limit.</param>
/// <param name="MostMultiple">Greatest multiple; null where none applies.</param>
public sealed record EnterpriseFigures(string Id, string Name, string Division, string DivisionName, IReadOnlyList<string> Factors, int Hours, int Days, decimal? MostMultiple);
