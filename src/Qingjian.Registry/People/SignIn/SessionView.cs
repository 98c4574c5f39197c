using Qingjian.Platform.Access;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Who is signed in, in which post, with which duties.</summary>
/// <param name="PasswordDue">Until the password is changed nothing else is answered.</param>
internal sealed record SessionView(string Name, IReadOnlyList<SessionView.PostView> Posts, SessionView.PostView Post, IReadOnlyList<Duty> Duties, bool Demo, bool PasswordDue)
{
    internal sealed record PostView(string Id, string Title, string Organisation, string Division, string DivisionName, Role Role, string? EnterpriseId);

    public static SessionView Of(Account account, Post post, IReadOnlyList<Post> posts, bool demo, DateTimeOffset now) =>
        new(account.DisplayName, [.. posts.Select(View)], View(post), [.. Platform.Access.Duties.Of(post.Role).Order()], demo, account.PasswordDue(now));

    private static PostView View(Post post) => new(post.Id, post.Title, post.OrganisationName, post.Division, post.DivisionName, post.Role, post.EnterpriseId);
}
