using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Registry.People.SignIn;

/// <summary>Accounts, posts and sessions.</summary>
internal sealed class SignInDb(DbContextOptions<SignInDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "registry";

    /// <summary>Division prefix of the caller, for queries over posts.</summary>
    public string ScopeOfCaller => Caller.Division;

    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<OldPassword> OldPasswords => Set<OldPassword>();
    public DbSet<Session> Sessions => Set<Session>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Session>().HasKey(s => s.Hash);
        modelBuilder.Entity<IdentityUserClaim<string>>();
        modelBuilder.Entity<IdentityUserLogin<string>>().HasKey(l => new { l.LoginProvider, l.ProviderKey });
        modelBuilder.Entity<IdentityUserToken<string>>().HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<IdentityUserClaim<string>>().ToTable("registry_account_claim");
        modelBuilder.Entity<IdentityUserLogin<string>>().ToTable("registry_account_login");
        modelBuilder.Entity<IdentityUserToken<string>>().ToTable("registry_account_secret");
    }
}
