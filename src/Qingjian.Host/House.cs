using Qingjian.Insight;
using Qingjian.Matters;
using Qingjian.Monitoring;
using Qingjian.Platform;
using Qingjian.Platform.Edge;
using Qingjian.Registry;

namespace Qingjian.Host;

/// <summary>The composition root: every module, every setting, in the order in which a request meets them.</summary>
internal static class House
{
    /// <summary>Builds the program; nothing runs and no port is open yet.</summary>
    /// <param name="args">Command line.</param>
    /// <param name="furnish">Tests put their clock and settings in here, before the modules.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? furnish = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables("QINGJIAN_").AddCommandLine(args);
        builder.WebHost.ConfigureKestrel(HttpLimits.Apply);
        if (builder.Configuration.GetValue<bool>("Demo:Enabled")) (builder.Configuration["SignIn:Demo"], builder.Configuration["Registry:DivisionNames:611000"]) = ("true", "演示市");
        // The demo can be walked on any day: years without a notice are filled in provisionally and marked 暂定.
        if (builder.Configuration.GetValue<bool>("Demo:Enabled")) builder.Configuration["Law:ProvisionalYearsAhead"] ??= "2";
        if (builder.Configuration.GetValue<bool>("Demo:Enabled")) builder.Configuration["Reports:Divisions:0"] ??= "611000";
        // A start that fails is said once and in words by Startup.Guard; at Error the framework would print its stack trace first.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        furnish?.Invoke(builder);

        builder.Services
            .AddPlatform(builder.Configuration)
            .AddRegistry(builder.Configuration)
            .AddSupervision(builder.Configuration)
            .AddChecks()
            .AddTransmission()
            .AddMarks()
            .AddDuty(builder.Configuration)
            .AddMeters()
            .AddLedgers()
            .AddAlarmConditions()
            .AddSourceRules()
            .AddGateway(builder.Configuration)
            .AddMatters(builder.Configuration)
            .AddInsight(builder.Configuration)
            .AddSignIn(builder.Configuration)
            .AddInterfaceDescription();

        var app = builder.Build();
        app.UsePlatformEdge();
        app.UsePages();
        app.UseRouting();
        app.UseSignIn();
        app.UsePlatformGuards();

        app.MapPlatform();
        app.MapRegistry();
        app.MapGateway();
        app.MapSupervision();
        app.MapChecks();
        app.MapTransmission();
        app.MapMarks();
        app.MapDuty();
        app.MapMeters();
        app.MapLedgers();
        app.MapAlarmConditions();
        app.MapMatters();
        app.MapInsight();
        app.MapSignIn();
        app.MapOpenApi("/openapi/{documentName}.json").Open();
        app.MapPages();
        // Once for all: each look at a data source of its own would build every endpoint anew.
        app.UseEndpoints(static _ => { });
        return app;
    }
}
