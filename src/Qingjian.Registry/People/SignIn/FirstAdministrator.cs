using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Registry.People.SignIn;

/// <summary>An empty house prints a one-time link at start; whoever opens it creates the first security administrator, who creates all others.</summary>
internal static class FirstAdministrator
{
    private static string? secret;

    internal sealed record Request(string Code, string Name, string UserName, string Password);

    /// <summary>The code of the link when the house has no account yet; null otherwise.</summary>
    public static async Task<string?> Code(SignInDb db, CancellationToken stop) =>
        await db.Accounts.AnyAsync(stop) ? null : secret ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/setup", Handle).Open().WithTags("session");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Request request, SignInDb db, Accounts accounts, CallerContext caller, TimeProvider clock, CancellationToken stop)
    {
        var right = secret is not null && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(request.Code), System.Text.Encoding.UTF8.GetBytes(secret));
        if (!right || await db.Accounts.AnyAsync(stop))
            return Refusal.Of("setup-code", "链接无效或已经用过。请看服务启动时打印的一次性链接；已有管理员时请直接登录。").ToProblem();
        caller.Current = Caller.System;
        var person = NewId.Make();
        if (!(await accounts.Create(request.UserName, request.Password, person, request.Name)).Try(out var account, out var why)) return why.ToProblem();
        if (!(await accounts.Give(new Post
        {
            Id = NewId.Make(),
            PersonId = person,
            Title = "安全管理员",
            Role = Role.SecurityAdministrator,
            OrganisationName = "本单位",
            Division = "000000",
            DivisionName = "全部",
            Since = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime),
        }, stop)).Try(out var post, out why)) return why.ToProblem();
        if (PasswordRules.Faults(account, [post], request.Password) is { } weak) return Refusal.OfField("weak-password", "password", weak).ToProblem();
        account.PasswordSince = clock.GetUtcNow();
        await db.Commit(new Act("account.first", "account", account.Id, "创建首个安全管理员"), stop);
        secret = null;
        return TypedResults.NoContent();
    }
}
