using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Storage;
using Qingjian.Registry.People.SignIn;

namespace Qingjian.Registry;

/// <summary>Accounts, posts, sessions and personal tokens.</summary>
public static class SignInModule
{
    /// <summary>Registers sign-in; its migrations lie with Registry's.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection("SignIn")).ValidateDataAnnotations().ValidateOnStart();
        services.AddDbContext<SignInDb>((all, builder) => all.GetRequiredService<HouseStore>().Configure(builder));
        services.AddSingleton(new MigrationSource("registry", typeof(SignInDb).Assembly));
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                identity.User.AllowedUserNameCharacters = null!;
            })
            .AddPasswordValidator<PasswordRules>();
        // Identity's own length and digit rules give way to the profile.
        services.Configure<IdentityOptions>(identity => identity.Password = new PasswordOptions
        {
            RequiredLength = 10,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        });
        services.AddScoped<IUserStore<Account>>(scope =>
            new UserOnlyStore<Account, SignInDb, string>(scope.GetRequiredService<SignInDb>()) { AutoSaveChanges = false });
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccessOptions>>((hasher, mine) => hasher.IterationCount = mine.Value.PasswordRounds);
        return services.AddScoped<Sessions>().AddScoped<Accounts>();
    }

    /// <summary>Knows the caller of each request.</summary>
    public static void UseSignIn(this IApplicationBuilder app) => app.Use(IdentifyCaller.Run);

    /// <summary>The one-time code with which the first administrator is created; null once there is an account.</summary>
    public static async Task<string?> FirstAdministratorCode(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await FirstAdministrator.Code(scope.ServiceProvider.GetRequiredService<SignInDb>(), CancellationToken.None);
    }

    /// <summary>Session, token and account endpoints.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        SessionEndpoints.Map(app);
        AccountEndpoints.Map(app);
        FirstAdministrator.Map(app);
        DemoAccounts.Map(app);
    }
}
