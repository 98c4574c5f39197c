using Qingjian.Judgement;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Contract;

/// <summary>The rulebook that answers now. A book is never changed; a calendar year loaded while the house runs makes a new one, which later
/// scopes are given.</summary>
public interface ILawInForce
{
    /// <summary>The present book.</summary>
    Rulebook Book { get; }

    /// <summary>The book as it would be with these files more; a file takes the place of the one under the same path. Refused with the first fault.</summary>
    Outcome<Rulebook> With(params IReadOnlyList<LawFile> files);

    /// <summary>From now on these files hold too.</summary>
    /// <exception cref="InvalidDataException">A file has a fault; ask <see cref="With"/> first.</exception>
    void Take(params IReadOnlyList<LawFile> files);
}

/// <summary>An administrator loaded the working calendar of a year; dates that rested on it are to be worked out again.</summary>
/// <param name="Year">The year.</param>
public sealed record CalendarYearLoaded(int Year);
