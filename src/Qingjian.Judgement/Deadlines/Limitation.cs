namespace Qingjian.Judgement;

/// <summary>追责期限: which limit applies to an act (ruling U1). The law in force on the day the act ended decides.</summary>
public static class Limitation
{
    /// <summary>First day of 生态环境法典: from acts that end on it, pollution or ecological harm has the longer limit.</summary>
    private const string LongForHarm = "limitation_harm";

    /// <summary>The key of the limit for an act that ended on a day.</summary>
    /// <param name="catalogue">The violation catalogue: its code rows say from which day the code holds.</param>
    /// <param name="actEnded">Day on which the act ended.</param>
    /// <param name="harmsLifeOrHealth">公民生命健康安全且有危害后果.</param>
    /// <param name="pollutes">环境污染、生态破坏等危害后果.</param>
    public static string KeyFor(CauseCatalogue catalogue, DateOnly actEnded, bool harmsLifeOrHealth, bool pollutes)
    {
        var codeHolds = catalogue.All.Any(cause => cause is { Regime: "code", ValidFrom: not null } && actEnded >= cause.ValidFrom);
        return harmsLifeOrHealth || (pollutes && codeHolds) ? LongForHarm : "limitation_general";
    }
}
