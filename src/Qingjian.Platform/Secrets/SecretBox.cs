using Microsoft.AspNetCore.DataProtection;

namespace Qingjian.Platform.Secrets;

/// <summary>Seals short secrets (passwords of loggers) before they lie in a table. The keys lie in the data folder, apart from the database.</summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("qingjian.secret-box.1");

    /// <summary>The sealed form, text.</summary>
    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>The secret again. Throws <see cref="System.Security.Cryptography.CryptographicException"/> when its key is gone.</summary>
    public string Open(string sealedSecret) => protector.Unprotect(sealedSecret);
}
