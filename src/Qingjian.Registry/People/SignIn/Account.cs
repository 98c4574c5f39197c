using Microsoft.AspNetCore.Identity;
using Qingjian.Platform.Access;

namespace Qingjian.Registry.People.SignIn;

/// <summary>A sign-in account of one person. Password, lock-out and stamps are ASP.NET Core Identity's.</summary>
internal sealed class Account : IdentityUser<string>
{
    public required string PersonId { get; init; }
    public required string DisplayName { get; set; }
    public bool Disabled { get; set; }
    /// <summary>Somebody else knows the password (a new account, a reset): the first sign-in changes it.</summary>
    public bool MustChange { get; set; }
    /// <summary>When the password in force was set; null for accounts seeded with the demo city, whose password does not age.</summary>
    public DateTimeOffset? PasswordSince { get; set; }

    /// <summary>Whether the password has to be changed before anything else is done.</summary>
    public bool PasswordDue(DateTimeOffset now) => MustChange || PasswordSince + PasswordRules.Age <= now;
}

/// <summary>A password that was in force once, as its hash.</summary>
internal sealed class OldPassword
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string Hash { get; init; }
    public required DateTimeOffset Until { get; init; }
}

/// <summary>A post somebody holds: a role, an organisation and how far it reaches. One person may hold several.</summary>
internal sealed class Post
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }
    public required string Title { get; init; }
    public required Role Role { get; init; }
    public string? OrganisationId { get; init; }
    public required string OrganisationName { get; init; }
    /// <summary>Full division code; its subtree is the post's area.</summary>
    public required string Division { get; init; }
    public required string DivisionName { get; init; }
    public string? EnterpriseId { get; init; }
    public required DateOnly Since { get; init; }
    public DateOnly? Until { get; set; }

    public bool HeldOn(DateOnly day) => Since <= day && (Until is not { } end || day <= end);
}

/// <summary>A signed-in browser or a script's personal token; only the SHA-256 of the secret is kept.</summary>
internal sealed class Session
{
    public required string Hash { get; init; }
    public required string AccountId { get; init; }
    public required string PostId { get; set; }
    /// <summary><c>browser</c> or <c>token</c>.</summary>
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
    public required DateTimeOffset EndsAt { get; init; }
    public string? Address { get; init; }
}
