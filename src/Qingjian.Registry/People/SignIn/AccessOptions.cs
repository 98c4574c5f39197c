using System.ComponentModel.DataAnnotations;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Sign-in settings (section <c>SignIn</c>).</summary>
public sealed class AccessOptions
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA-512; at least 210,000 outside tests.</summary>
    [Range(1_000, 10_000_000)] public int PasswordRounds { get; set; } = 210_000;

    /// <summary>Shows the demo accounts on the sign-in page. Only the demo city sets this.</summary>
    public bool Demo { get; set; }
}
