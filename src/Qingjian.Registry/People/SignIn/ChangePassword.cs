using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People.SignIn;

/// <summary>修改口令: the person's own. All other sessions and tokens of the account end; the one in use stays.</summary>
internal static class ChangePassword
{
    internal sealed record Request(string Current, string Password);

    public static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, SignInDb db, UserManager<Account> users, HttpContext http, CancellationToken stop)
    {
        using var turn = await HashingLine.Enter(stop);
        if (turn is null) return Problems.Make429();
        var me = db.Caller.PersonId;
        var account = await db.Accounts.FirstAsync(a => a.PersonId == me, stop);
        if (account.LockoutEnd > db.Now) return Refusal.OfField("password-locked", "current", "原口令连续输错，账号已锁定，请 15 分钟后再试；忘记口令请联系安全管理员。").ToProblem();
        if (!await users.CheckPasswordAsync(account, request.Current))
        {
            if (++account.AccessFailedCount >= users.Options.Lockout.MaxFailedAccessAttempts)
                (account.AccessFailedCount, account.LockoutEnd) = (0, db.Now + users.Options.Lockout.DefaultLockoutTimeSpan);
            await db.Commit(new Act("account.password-fail", "account", account.Id, "修改口令时原口令不对"), stop);
            return Refusal.OfField("password-current", "current", "原口令不对，请重新输入；连续五次不对会锁定 15 分钟。").ToProblem();
        }
        var posts = await db.Posts.AsNoTracking().Where(p => p.PersonId == me).ToListAsync(stop);
        if (PasswordRules.Faults(account, posts, request.Password) is { } why) return Refusal.OfField("weak-password", "password", why).ToProblem();
        if (await WasUsed(account, request.Password, db, users, stop))
            return Refusal.OfField("password-reused", "password", $"新口令不能与现在的或最近 {PasswordRules.Remembered} 次用过的口令相同。").ToProblem();

        Set(account, request.Password, mustChange: false, db, users);
        var mine = Sessions.HashOf(Sessions.SecretOf(http.Request)!);
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.AccountId == account.Id && s.Hash != mine).ToListAsync(stop));
        await db.Commit(new Act("account.own-password", "account", account.Id, "修改本人口令"), stop);
        return TypedResults.NoContent();
    }

    /// <summary>Puts a password in force and keeps the former one's hash; the caller commits.</summary>
    internal static void Set(Account account, string password, bool mustChange, SignInDb db, UserManager<Account> users)
    {
        if (account.PasswordHash is { } former) db.OldPasswords.Add(new OldPassword { Id = NewId.Make(), AccountId = account.Id, Hash = former, Until = db.Now });
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.SecurityStamp = NewId.Make();
        (account.MustChange, account.PasswordSince, account.AccessFailedCount, account.LockoutEnd) = (mustChange, db.Now, 0, null);
    }

    private static async Task<bool> WasUsed(Account account, string password, SignInDb db, UserManager<Account> users, CancellationToken stop)
    {
        var former = await db.OldPasswords.AsNoTracking().Where(o => o.AccountId == account.Id).OrderByDescending(o => o.Until).Take(PasswordRules.Remembered).Select(o => o.Hash).ToListAsync(stop);
        return former.Append(account.PasswordHash!).Any(hash => users.PasswordHasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);
    }
}
