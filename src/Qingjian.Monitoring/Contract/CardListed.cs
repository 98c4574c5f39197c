namespace Qingjian.Monitoring.Contract;

/// <summary>A unit was put on the public list of yellow and red cards (黄红牌).</summary>
/// <param name="CardId">The card.</param>
/// <param name="Period">E.g. 2026年第3季度.</param>
/// <param name="Colour">黄牌 or 红牌.</param>
/// <param name="EnterpriseName">The unit.</param>
/// <param name="Division">Its division code.</param>
/// <param name="Basis">The computation in Chinese sentences.</param>
/// <param name="Measure">What was ordered, or null.</param>
/// <param name="At">When.</param>
public sealed record CardListed(string CardId, string Period, string Colour, string EnterpriseName, string Division, string Basis, string? Measure, DateTimeOffset At);

/// <summary>A listed unit has corrected and is off the list.</summary>
/// <param name="CardId">The card.</param>
/// <param name="At">When.</param>
public sealed record CardLifted(string CardId, DateTimeOffset At);
