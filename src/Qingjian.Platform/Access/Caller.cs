using System.Collections.Frozen;

namespace Qingjian.Platform.Access;

/// <summary>Who acts, in which post, and how far that post reaches.</summary>
/// <param name="PersonId">Id of the person, or <c>system</c>.</param>
/// <param name="Name">Name shown in time lines and papers.</param>
/// <param name="PostId">The post in force, empty for the system.</param>
/// <param name="PostTitle">Title of the post, e.g. 商州分局执法人员.</param>
/// <param name="Role">Role of the post; null for the system.</param>
/// <param name="OrganisationId">Organisation of the post.</param>
/// <param name="Division">Division prefix without trailing zero pairs: <c>6110</c> for a city, <c>611002</c> for a county, empty for all.</param>
/// <param name="EnterpriseId">Set for enterprise users: nothing of another enterprise is visible.</param>
/// <param name="Address">Source address of the request.</param>
public sealed record Caller(
    string PersonId, string Name, string PostId, string PostTitle, Role? Role, string? OrganisationId,
    string Division, string? EnterpriseId, string? Address)
{
    /// <summary>The house itself: scheduled work and listeners. Sees all areas.</summary>
    public static Caller System { get; } = new("system", "系统", "", "系统自动", null, null, "", null, null);

    /// <summary>Nobody: signed out or public. Sees nothing that has an area.</summary>
    public static Caller Nobody { get; } = new("", "", "", "", null, null, "-", "-", null);

    private static readonly FrozenSet<Duty> None = FrozenSet<Duty>.Empty;

    /// <summary>Duties of the post in force.</summary>
    public FrozenSet<Duty> Duties => Role is { } role ? Access.Duties.Of(role) : None;

    /// <summary>Whether the post holds a duty. The system holds all.</summary>
    public bool May(Duty duty) => this == System || Duties.Contains(duty);
}

/// <summary>The caller of the present request or piece of background work; one per scope.</summary>
public sealed class CallerContext
{
    /// <summary>Nobody until the sign-in middleware or a background scope says otherwise.</summary>
    public Caller Current { get; set; } = Caller.Nobody;

    /// <summary>The fact being heard, so that its receipt is written in the listener's own transaction.</summary>
    internal Facts.Receipt? Receipt { get; set; }
}

/// <summary>Trims a division code to the prefix that its scope test uses (GB/T 2260: two digits a level, then 3 and 3).</summary>
public static class DivisionScope
{
    /// <summary>611000 becomes 6110, 610000 becomes 61, 611002 stays, 611002100 stays, 000000 becomes empty.</summary>
    public static string Prefix(string division)
    {
        if (division.Length > 6) return division.Length == 12 && division.EndsWith("000", StringComparison.Ordinal) ? division[..9] : division;
        var end = division.Length;
        while (end >= 2 && division.AsSpan(end - 2, 2) is "00") end -= 2;
        return division[..end];
    }
}
