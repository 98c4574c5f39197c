namespace Qingjian.Hj212;

/// <summary>What is measured.</summary>
public enum Medium : byte
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Water, waste water (codes w…).</summary>
    Water,

    /// <summary>Air, waste gas (codes a…).</summary>
    Air,

    /// <summary>Noise (L…).</summary>
    Noise,

    /// <summary>Process values, on-site information and the rest (e…, g…, i…, SB…).</summary>
    Other,
}
