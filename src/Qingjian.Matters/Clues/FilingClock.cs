using Qingjian.Judgement;

namespace Qingjian.Matters.Clues;

/// <summary>The clock from a clue to the decision on filing (办法30 art 18), by the deadline table in force on the day it was found.</summary>
internal sealed class FilingClock(Rulebook book)
{
    private const string Key = "case_filing";

    /// <summary>Day to warn on and last day. Both null while the calendar is not loaded that far.</summary>
    public (DateOnly? Warn, DateOnly? Due) Start(DateOnly foundOn) => Days(Answer(foundOn, null));

    /// <summary>The same with the one extension, asked on a day.</summary>
    public (DateOnly? Warn, DateOnly? Due) Extended(DateOnly foundOn, DateOnly askedOn) => Days(Answer(foundOn, askedOn));

    /// <summary>The engine's full answer, for the page that opens its working.</summary>
    public DeadlineAnswer Answer(DateOnly foundOn, DateOnly? extensionAskedOn) => book.Deadlines.Compute(new DeadlineRequest(Key, foundOn)
    {
        Extensions = extensionAskedOn is { } asked ? [new ExtensionGrant(1, asked)] : [],
    });

    /// <summary>The two days of an answer.</summary>
    public static (DateOnly? Warn, DateOnly? Due) Days(DeadlineAnswer answer) => answer switch
    {
        DeadlineAnswer.Known(var deadline) => (deadline.WarnOn, deadline.End),
        DeadlineAnswer.Open open => (open.NotBefore, null),
        _ => (null, null),
    };
}
