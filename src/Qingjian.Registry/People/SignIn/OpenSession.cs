using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Audit;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People.SignIn;

/// <summary>登录. One answer for wrong name, wrong password, locked and disabled.</summary>
internal static class OpenSession
{
    internal sealed record Request(string Name, string Password);

    public static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Handle(
        Request request, SignInDb db, UserManager<Account> accounts, AuditTrail audit, CallerContext caller, TimeProvider clock, HttpContext http,
        Microsoft.Extensions.Options.IOptions<AccessOptions> options, CancellationToken stop)
    {
        using var turn = await HashingLine.Enter(stop);
        if (turn is null) return Problems.Make429();
        var account = await accounts.FindByNameAsync(request.Name);
        var name = request.Name.Length > 64 ? request.Name[..64] : request.Name;
        if (account is null)
        {
            // The same work as for a known name, so that the time tells nothing.
            accounts.PasswordHasher.HashPassword(new Account { PersonId = "", DisplayName = "" }, request.Password);
            await audit.Refused(new Act("session.open", "account", name, "登录失败"), "unknown", stop);
            return Wrong();
        }
        // Identity's own lock-out reads the wall clock; the house asks its TimeProvider.
        var now = clock.GetUtcNow();
        var locked = account.LockoutEnd > now;
        var right = await accounts.CheckPasswordAsync(account, request.Password);
        if (locked || !right || account.Disabled)
        {
            if (!locked && !right)
            {
                if (++account.AccessFailedCount >= accounts.Options.Lockout.MaxFailedAccessAttempts)
                    (account.AccessFailedCount, account.LockoutEnd) = (0, now + accounts.Options.Lockout.DefaultLockoutTimeSpan);
                await db.Commit(new Act("session.fail", "account", account.Id, "登录失败"), stop);
            }
            else await audit.Refused(new Act("session.open", "account", account.Id, "登录失败"), locked ? "locked" : "disabled", stop);
            return Wrong();
        }
        var today = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(8)).DateTime);
        var posts = (await db.Posts.AsNoTracking().Where(p => p.PersonId == account.PersonId).OrderBy(p => p.Since).ThenBy(p => p.Title).ToListAsync(stop)).FindAll(p => p.HeldOn(today));
        if (posts is not [var post, ..]) return Wrong();

        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        var secret = Sessions.NewSecret();
        db.Sessions.Add(new Session
        {
            Hash = Sessions.HashOf(secret),
            AccountId = account.Id,
            PostId = post.Id,
            Kind = "browser",
            Name = http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 200)] : "",
            CreatedAt = now,
            SeenAt = now,
            EndsAt = now + Sessions.Longest,
            Address = caller.Current.Address,
        });
        // At most three browser sessions an account: the oldest end.
        var old = await db.Sessions.Where(s => s.AccountId == account.Id && s.Kind == "browser").OrderByDescending(s => s.CreatedAt).Skip(2).ToListAsync(stop);
        db.Sessions.RemoveRange(old);
        caller.Current = Sessions.CallerOf(account, post, caller.Current.Address);
        await db.Commit(new Act("session.open", "account", account.Id, "登录"), stop);
        http.Response.Cookies.Append(Sessions.Cookie, secret, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        });
        return TypedResults.Ok(SessionView.Of(account, post, posts, options.Value.Demo, now));
    }

    private static ProblemHttpResult Wrong() =>
        Refusal.Of("sign-in-failed", "用户名或口令不对，或账号暂时不能登录。连续五次失败会锁定 15 分钟；忘记口令请联系安全管理员。").ToProblem(StatusCodes.Status401Unauthorized);
}
