using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Shows the demo city's accounts on its sign-in page. Answers 404 anywhere else.</summary>
internal static class DemoAccounts
{
    /// <summary>The demo's one password. Accounts with it exist only in a seeded demo city.</summary>
    public const string Password = "Qingjian-Demo-2026";

    internal sealed record View(string Name, string Password, string Title, Role Role, string Person);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/demo/accounts", List).Open().WithTags("session");

    private static async Task<Results<Ok<List<View>>, ProblemHttpResult>> List(IOptions<AccessOptions> options, SignInDb db, CancellationToken stop)
    {
        if (!options.Value.Demo) return Problems.NotFound();
        var rows = await (from account in db.Accounts.AsNoTracking()
                          join post in db.Posts.AsNoTracking() on account.PersonId equals post.PersonId
                          orderby account.UserName
                          select new { account.UserName, account.DisplayName, post.Title, post.Role, post.Since }).ToListAsync(stop);
        var firsts = rows.GroupBy(r => r.UserName).Select(g => g.OrderBy(r => r.Since).First()).OrderBy(r => r.Role).ThenBy(r => r.UserName);
        return TypedResults.Ok(firsts.Select(r => new View(r.UserName!, Password, r.Title, r.Role, r.DisplayName)).ToList());
    }
}
