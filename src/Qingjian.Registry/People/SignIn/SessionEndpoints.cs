using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Session and personal tokens of the signed-in person.</summary>
internal static class SessionEndpoints
{
    internal sealed record SwitchPost(string PostId);
    internal sealed record NewToken(string Name, int Days);
    internal sealed record TokenView(string Id, string Name, string Kind, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt, string? Address);
    internal sealed record TokenMade(string Token, DateTimeOffset EndsAt);

    public static void Map(IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("session");
        session.MapPost("/", OpenSession.Handle).Open();
        session.MapGet("/", Get).Requires(Duty.SignedIn);
        session.MapDelete("/", Close).Requires(Duty.SignedIn);
        session.MapPost("/post", Switch).Requires(Duty.SignedIn);
        session.MapPost("/password", ChangePassword.Handle).Requires(Duty.SignedIn);
        var tokens = app.MapGroup("/api/tokens").WithTags("session");
        tokens.MapGet("/", List).Requires(Duty.SignedIn);
        tokens.MapPost("/", Make).Requires(Duty.SignedIn);
        tokens.MapDelete("/{id}", End).Requires(Duty.SignedIn);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Get(SignInDb db, CallerContext caller, TimeProvider clock, IOptions<AccessOptions> options, CancellationToken stop)
    {
        var me = caller.Current;
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.PersonId == me.PersonId, stop);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var posts = (await db.Posts.AsNoTracking().Where(p => p.PersonId == me.PersonId).OrderBy(p => p.Since).ThenBy(p => p.Title).ToListAsync(stop)).FindAll(p => p.HeldOn(today));
        return TypedResults.Ok(SessionView.Of(account, posts.First(p => p.Id == me.PostId), posts, options.Value.Demo, clock.GetUtcNow()));
    }

    private static async Task<NoContent> Close(SignInDb db, HttpContext http, CancellationToken stop)
    {
        if (Sessions.SecretOf(http.Request) is { } secret)
        {
            var hash = Sessions.HashOf(secret);
            db.Sessions.RemoveRange(await db.Sessions.Where(s => s.Hash == hash && s.Kind == "browser").ToListAsync(stop));
            await db.Commit(new Act("session.close", "account", db.Caller.PersonId, "退出登录"), stop);
        }
        http.Response.Cookies.Delete(Sessions.Cookie);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Switch(
        SwitchPost request, SignInDb db, CallerContext caller, TimeProvider clock, HttpContext http, IOptions<AccessOptions> options, CancellationToken stop)
    {
        var me = caller.Current;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var post = await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PostId && p.PersonId == me.PersonId, stop);
        if (post is null || !post.HeldOn(today)) return Problems.NotFound();
        var hash = Sessions.HashOf(Sessions.SecretOf(http.Request)!);
        var session = await db.Sessions.FirstAsync(s => s.Hash == hash, stop);
        session.PostId = post.Id;
        caller.Current = Sessions.CallerOf(await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == session.AccountId, stop), post, me.Address);
        await db.Commit(new Act("session.switch-post", "post", post.Id, $"切换岗位为{post.Title}"), stop);
        return await Get(db, caller, clock, options, stop);
    }

    private static async Task<Ok<List<TokenView>>> List(SignInDb db, CancellationToken stop)
    {
        var rows = await Mine(db).OrderByDescending(s => s.CreatedAt).AsNoTracking().ToListAsync(stop);
        return TypedResults.Ok(rows.ConvertAll(s => new TokenView(s.Hash, s.Name, s.Kind, s.CreatedAt, s.SeenAt, s.EndsAt, s.Address)));
    }

    private static async Task<Results<Ok<TokenMade>, ProblemHttpResult>> Make(NewToken request, SignInDb db, CallerContext caller, TimeProvider clock, CancellationToken stop)
    {
        if (request.Days is < 1 or > 365 || string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            return Vocabulary.Refusal.Of("token-input", "请填写令牌名称（100 字以内），有效期 1 到 365 天。").ToProblem();
        var me = caller.Current;
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.PersonId == me.PersonId, stop);
        var secret = Sessions.NewSecret();
        var now = clock.GetUtcNow();
        var token = new Session
        {
            Hash = Sessions.HashOf(secret),
            AccountId = account.Id,
            PostId = me.PostId,
            Kind = "token",
            Name = request.Name.Trim(),
            CreatedAt = now,
            SeenAt = now,
            EndsAt = now.AddDays(request.Days),
            Address = me.Address,
        };
        db.Sessions.Add(token);
        await db.Commit(new Act("token.make", "account", account.Id, $"新建个人令牌 {token.Name}"), stop);
        return TypedResults.Ok(new TokenMade(secret, token.EndsAt));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> End(string id, SignInDb db, CancellationToken stop)
    {
        var session = await Mine(db).FirstOrDefaultAsync(s => s.Hash == id, stop);
        if (session is null) return Problems.NotFound();
        db.Sessions.Remove(session);
        await db.Commit(new Act("session.end", "account", session.AccountId, $"结束会话或令牌 {session.Name}"), stop);
        return TypedResults.NoContent();
    }

    private static IQueryable<Session> Mine(SignInDb db)
    {
        var me = db.Caller.PersonId;
        return db.Sessions.Where(s => db.Accounts.Any(a => a.Id == s.AccountId && a.PersonId == me));
    }
}
