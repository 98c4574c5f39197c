using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Password profile <c>djcp3</c>: at least 10 characters with three of four kinds, or at least 16 of any kind; at most 128; not containing the account's name.</summary>
internal sealed class PasswordRules : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) => Task.FromResult(Check(user.UserName, password));

    internal static IdentityResult Check(string? name, string? password)
    {
        var text = (password ?? "").Normalize(NormalizationForm.FormKC);
        var kinds = (text.Any(char.IsUpper) ? 1 : 0) + (text.Any(char.IsLower) ? 1 : 0) + (text.Any(char.IsDigit) ? 1 : 0) + (text.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
        if (text.Length > 128) return Fail("口令最长 128 个字符。");
        if (text.Length < 10 || (kinds < 3 && text.Length < 16)) return Fail("口令至少 10 个字符，并含大写、小写、数字、符号中的三种；或至少 16 个字符。");
        if (name is { Length: > 2 } && text.Contains(name, StringComparison.OrdinalIgnoreCase)) return Fail("口令不能包含登录名。");
        return IdentityResult.Success;

        static IdentityResult Fail(string why) => IdentityResult.Failed(new IdentityError { Code = "weak-password", Description = why });
    }
}
