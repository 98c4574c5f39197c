namespace Qingjian.Bench;

/// <summary>Quantiles of measured times.</summary>
internal static class Quantile
{
    /// <summary>The value below which <paramref name="share"/> (0 to 1) of the ascending values lie; 0 for none.</summary>
    public static double Of(IReadOnlyList<double> ascending, double share) => ascending.Count == 0 ? 0 : ascending[(int)Math.Min(ascending.Count - 1, ascending.Count * share)];
}
