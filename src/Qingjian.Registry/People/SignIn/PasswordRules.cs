using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Password profile <c>djcp3</c>: at least 10 characters (administrators 12) with three of four kinds, or at least 16 of any kind; at most 128;
/// not containing the account's name; a password somebody chooses contains neither his name nor his unit nor the product either.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    /// <summary>A password is changed after this time.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    /// <summary>So many former passwords are not taken again.</summary>
    public const int Remembered = 5;

    private static readonly string[] Product = ["qingjian", "清鉴"];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(Check(user.UserName, password));

    internal static IdentityResult Check(string? name, string? password) => Faults(name, password, false, []) is { } why ? IdentityResult.Failed(new IdentityError { Code = "weak-password", Description = why }) : IdentityResult.Success;

    /// <summary>Why a person may not take this password; null when he may.</summary>
    internal static string? Faults(Account account, IReadOnlyList<Post> posts, string? password) =>
        Faults(account.UserName, password, posts.Any(p => Accounts.Administrators.Contains(p.Role)), [account.DisplayName, .. posts.Select(p => p.OrganisationName), .. Product]);

    private static string? Faults(string? name, string? password, bool administrator, IReadOnlyList<string> words)
    {
        var text = (password ?? "").Normalize(NormalizationForm.FormKC);
        var least = administrator ? 12 : 10;
        var kinds = (text.Any(char.IsUpper) ? 1 : 0) + (text.Any(char.IsLower) ? 1 : 0) + (text.Any(char.IsDigit) ? 1 : 0) + (text.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
        if (text.Length > 128) return "口令最长 128 个字符。";
        if (text.Length < least || (kinds < 3 && text.Length < 16)) return $"口令至少 {least} 个字符，并含大写、小写、数字、符号中的三种；或至少 16 个字符。";
        if (name is { Length: > 2 } && text.Contains(name, StringComparison.OrdinalIgnoreCase)) return "口令不能包含登录名。";
        return words.Any(word => word.Length > 1 && text.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "口令不能包含姓名、单位名称或产品名称。" : null;
    }
}
