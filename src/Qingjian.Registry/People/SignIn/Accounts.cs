using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Creates accounts and gives posts, under the rule that the three administrators (三员) stay apart and hold no business post.</summary>
internal sealed class Accounts(SignInDb db, UserManager<Account> users)
{
    public static readonly Role[] Administrators = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    /// <summary>Adds an account to the pending changes; the caller commits.</summary>
    public async Task<Outcome<Account>> Create(string name, string password, string personId, string displayName)
    {
        var account = new Account { Id = NewId.Make(), UserName = name.Trim(), PersonId = personId, DisplayName = displayName, LockoutEnabled = true, SecurityStamp = NewId.Make() };
        var made = await users.CreateAsync(account, password);
        if (made.Succeeded) return account;
        var first = made.Errors.First();
        return first.Code == nameof(IdentityErrorDescriber.DuplicateUserName)
            ? Refusal.OfField("account-name-taken", "name", $"登录名“{name}”已有人使用，请换一个。")
            : Refusal.OfField("account-input", "password", first.Code == "weak-password" ? first.Description : $"登录名或口令不符合要求（{first.Code}）。");
    }

    /// <summary>Adds a post to the pending changes. Refuses to join an administrator's role with any other role of the same person.</summary>
    public async Task<Outcome<Post>> Give(Post post, CancellationToken stop)
    {
        var held = await db.Posts.Where(p => p.PersonId == post.PersonId).ToListAsync(stop);
        var all = held.Concat(db.Posts.Local.Where(p => p.PersonId == post.PersonId)).Where(p => p.Until is null || p.Until >= post.Since).Select(p => p.Role).Append(post.Role).Distinct().ToList();
        if (all.Count > 1 && all.Exists(Administrators.Contains))
            return Refusal.OfField("administrators-apart", "role", "系统、安全、审计管理员三员分立：同一人不能兼任其中两员，也不能兼任业务岗位。");
        db.Posts.Add(post);
        return post;
    }
}
