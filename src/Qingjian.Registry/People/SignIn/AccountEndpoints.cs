using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Sheets;
using Qingjian.Platform.Storage;

namespace Qingjian.Registry.People.SignIn;

/// <summary>The security administrator's desk: accounts and posts.</summary>
internal static class AccountEndpoints
{
    internal sealed record AccountView(string Id, string UserName, string Name, bool Disabled, bool Locked, IReadOnlyList<PostView> Posts);
    internal sealed record PostView(string Id, string Title, Role Role, string Organisation, string DivisionName, DateOnly Since, DateOnly? Until);
    internal sealed record NewAccount(string UserName, string Password, string Name, string? PersonId, NewPost Post);
    internal sealed record NewPost(string Title, Role Role, string? OrganisationId, string Organisation, string Division, string DivisionName, string? EnterpriseId);
    internal sealed record Disabling(bool Disabled, string Reason);
    internal sealed record NewPassword(string Password);

    public static void Map(IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api/accounts").WithTags("accounts");
        accounts.MapGet("/", List).Requires(Duty.ManagePeople);
        accounts.MapGet("/export", Export).Requires(Duty.ManagePeople);
        accounts.MapPost("/", Create).Requires(Duty.ManagePeople);
        accounts.MapPost("/{id}/posts", Give).Requires(Duty.ManagePeople);
        accounts.MapPost("/{id}/posts/{postId}/end", EndPost).Requires(Duty.ManagePeople);
        accounts.MapPost("/{id}/disabled", Disable).Requires(Duty.ManagePeople);
        accounts.MapPost("/{id}/password", SetPassword).Requires(Duty.ManagePeople);
    }

    // An administrator of a city sees and gives only posts within the city; accounts with any post outside are not his to change.
    private static IQueryable<Account> Mine(SignInDb db)
    {
        var scope = db.ScopeOfCaller;
        return db.Accounts.Where(a => !db.Posts.Any(p => p.PersonId == a.PersonId && !p.Division.StartsWith(scope)));
    }

    private static async Task<Ok<Page<AccountView>>> List([AsParameters] ListQuery query, SignInDb db, TimeProvider clock, CancellationToken stop)
    {
        var page = await Mine(db).AsNoTracking().Saying(query, a => a.DisplayName, a => a.UserName).ToPage(query, new Orders<Account> { ["userName"] = a => a.UserName, ["name"] = a => a.DisplayName }, stop);
        var people = page.Items.Select(a => a.PersonId).ToList();
        var posts = (await db.Posts.AsNoTracking().Where(p => people.Contains(p.PersonId)).ToListAsync(stop)).ToLookup(p => p.PersonId);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new Page<AccountView>(
            [.. page.Items.Select(a => new AccountView(a.Id, a.UserName!, a.DisplayName, a.Disabled, a.LockoutEnd > now, [.. posts[a.PersonId].Select(View)]))], page.Total, page.Number, page.Size));
    }

    private static readonly SheetColumns<AccountView> Columns = new()
    {
        ["name"] = new("姓名", a => a.Name),
        ["userName"] = new("账号", a => a.UserName),
        ["state"] = new("状态", a => a.Disabled ? "停用" : a.Locked ? "锁定" : "正常"),
        ["posts"] = new("岗位", a => string.Join("；", a.Posts.Where(p => p.Until is null).Select(p => $"{p.Organisation} {p.Title}（{p.DivisionName}）")), 60),
    };

    private static async Task<FileStreamHttpResult> Export([AsParameters] ListQuery query, [AsParameters] SheetRequest sheet, SignInDb db, TimeProvider clock, CancellationToken stop)
    {
        var rows = await query.AllPages(async page => (await List(page, db, clock, stop)).Value!);
        return await sheet.Answer("账号与岗位", scope: null, Columns, rows, new Act("account.export", "list", "accounts", $"导出账号{rows.Count}个"), stop);
    }

    private static async Task<Results<Ok<string>, ProblemHttpResult>> Create(NewAccount request, SignInDb db, Accounts accounts, TimeProvider clock, CancellationToken stop)
    {
        var person = request.PersonId ?? NewId.Make();
        if (!(await accounts.Create(request.UserName, request.Password, person, request.Name.Trim())).Try(out var account, out var why)) return why.ToProblem();
        if (!(await accounts.Give(PostOf(request.Post, person, clock), stop)).Try(out var post, out why)) return why.ToProblem();
        if (!post.Division.StartsWith(db.ScopeOfCaller, StringComparison.Ordinal)) return Problems.NotFound();
        if (PasswordRules.Faults(account, [post], request.Password) is { } weak) return Vocabulary.Refusal.OfField("weak-password", "password", weak).ToProblem();
        (account.MustChange, account.PasswordSince) = (true, clock.GetUtcNow());
        await db.Commit(new Act("account.create", "account", account.Id, $"新建账号 {account.UserName}"), stop);
        return TypedResults.Ok(account.Id);
    }

    private static async Task<Results<Ok<string>, ProblemHttpResult>> Give(string id, NewPost request, SignInDb db, Accounts accounts, TimeProvider clock, CancellationToken stop)
    {
        var account = await Mine(db).FirstOrDefaultAsync(a => a.Id == id, stop);
        if (account is null || !request.Division.StartsWith(db.ScopeOfCaller, StringComparison.Ordinal)) return Problems.NotFound();
        if (!(await accounts.Give(PostOf(request, account.PersonId, clock), stop)).Try(out var post, out var why)) return why.ToProblem();
        await db.Commit(new Act("post.give", "account", account.Id, $"授予岗位 {post.Title}"), stop);
        return TypedResults.Ok(post.Id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndPost(string id, string postId, SignInDb db, TimeProvider clock, CancellationToken stop)
    {
        var account = await Mine(db).FirstOrDefaultAsync(a => a.Id == id, stop);
        var post = account is null ? null : await db.Posts.FirstOrDefaultAsync(p => p.Id == postId && p.PersonId == account.PersonId, stop);
        if (post is null) return Problems.NotFound();
        post.Until = Today(clock).AddDays(-1);
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.PostId == postId).ToListAsync(stop));
        await db.Commit(new Act("post.end", "account", id, $"结束岗位 {post.Title}"), stop);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Disable(string id, Disabling request, SignInDb db, CancellationToken stop)
    {
        if (await Mine(db).FirstOrDefaultAsync(a => a.Id == id, stop) is not { } account) return Problems.NotFound();
        if (account.PersonId == db.Caller.PersonId) return Vocabulary.Refusal.Of("own-account", "不能停用或启用自己的账号，请由另一位安全管理员办理。").ToProblem();
        account.Disabled = request.Disabled;
        if (request.Disabled) db.Sessions.RemoveRange(await db.Sessions.Where(s => s.AccountId == id).ToListAsync(stop));
        await db.Commit(new Act(request.Disabled ? "account.disable" : "account.enable", "account", id, request.Disabled ? "停用账号" : "启用账号") { Reason = request.Reason }, stop);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetPassword(string id, NewPassword request, SignInDb db, UserManager<Account> users, CancellationToken stop)
    {
        if (await Mine(db).FirstOrDefaultAsync(a => a.Id == id, stop) is not { } account) return Problems.NotFound();
        if (account.PersonId == db.Caller.PersonId) return Vocabulary.Refusal.Of("own-account", "自己的口令请在右上角菜单“修改口令”中修改。").ToProblem();
        var posts = await db.Posts.AsNoTracking().Where(p => p.PersonId == account.PersonId).ToListAsync(stop);
        if (PasswordRules.Faults(account, posts, request.Password) is { } why) return Vocabulary.Refusal.OfField("weak-password", "password", why).ToProblem();
        ChangePassword.Set(account, request.Password, mustChange: true, db, users);
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.AccountId == id).ToListAsync(stop));
        await db.Commit(new Act("account.password", "account", id, "重设口令"), stop);
        return TypedResults.NoContent();
    }

    private static Post PostOf(NewPost request, string person, TimeProvider clock) => new()
    {
        Id = NewId.Make(),
        PersonId = person,
        Title = request.Title.Trim(),
        Role = request.Role,
        OrganisationId = request.OrganisationId,
        OrganisationName = request.Organisation,
        Division = request.Division,
        DivisionName = request.DivisionName,
        EnterpriseId = request.EnterpriseId,
        Since = Today(clock),
    };

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    private static PostView View(Post p) => new(p.Id, p.Title, p.Role, p.OrganisationName, p.DivisionName, p.Since, p.Until);
}
