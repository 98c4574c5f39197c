using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Reference tokens: 256 random bits, kept hashed. A browser session ends after 30 idle minutes or 12 hours, a personal token on its day.</summary>
internal sealed class Sessions(SignInDb db, TimeProvider clock)
{
    public const string Cookie = "qj_session";
    public const string TokenPrefix = "qj_";
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static string NewSecret() => TokenPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    /// <summary>The secret a request carries, from its Authorization header or its cookie.</summary>
    public static string? SecretOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal)) return header["Bearer ".Length..].Trim();
        return request.Cookies.TryGetValue(Cookie, out var cookie) ? cookie : null;
    }

    /// <summary>Who the secret stands for now; null when it is unknown, ended, idle too long, disabled, or its post has ended.</summary>
    public async Task<(Session Session, Account Account, Post Post)?> Find(string secret, CancellationToken stop)
    {
        if (!secret.StartsWith(TokenPrefix, StringComparison.Ordinal) || secret.Length > 100) return null;
        var hash = HashOf(secret);
        var now = clock.GetUtcNow();
        var found = await (
            from session in db.Sessions.AsNoTracking()
            join account in db.Accounts.AsNoTracking() on session.AccountId equals account.Id
            join post in db.Posts.AsNoTracking() on session.PostId equals post.Id
            where session.Hash == hash
            select new { session, account, post }).FirstOrDefaultAsync(stop);
        if (found is null || found.account.Disabled || found.session.EndsAt <= now) return null;
        if (found.session.Kind == "browser" && found.session.SeenAt + Idle <= now) return null;
        if (!found.post.HeldOn(DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime))) return null;
        if (now - found.session.SeenAt > TimeSpan.FromMinutes(1))
            await db.Sessions.Where(s => s.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), stop);
        return (found.session, found.account, found.post);
    }

    /// <summary>The caller that an account in a post is.</summary>
    public static Caller CallerOf(Account account, Post post, string? address) => new(
        account.PersonId, account.DisplayName, post.Id, post.Title, post.Role, post.OrganisationId,
        DivisionScope.Prefix(post.Division), post.EnterpriseId, address);
}
