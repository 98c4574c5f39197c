using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Qingjian.Platform.Access;
using Quartz;

namespace Qingjian.Platform.Schedule;

/// <summary>Work that comes back: closing days, climbing overdue orders, watching links. Each run finds what is due from tables, so a missed run is caught up by the next.</summary>
public interface IRecurring
{
    /// <summary>One run, as the system, in a scope of its own.</summary>
    Task Run(CancellationToken stop);
}

/// <summary>Registration of recurring work.</summary>
public static class Recurring
{
    /// <summary>Runs <typeparamref name="T"/> at start and then every <paramref name="every"/>; never two runs at once.</summary>
    public static IServiceCollection AddRecurring<T>(this IServiceCollection services, TimeSpan every) where T : class, IRecurring
    {
        services.AddScoped<T>();
        if (!Background.Wanted) return services;
        return services.AddQuartz(quartz => quartz.ScheduleJob<RecurringJob<T>>(
            trigger => trigger.WithIdentity(typeof(T).FullName!).StartNow().WithSchedule(SimpleScheduleBuilder.Create().WithInterval(every).RepeatForever()),
            job => job.WithIdentity(typeof(T).FullName!).DisallowConcurrentExecution(true)));
    }
}

internal sealed class RecurringJob<T>(IServiceScopeFactory scopes, ILogger<RecurringJob<T>> log) : IJob where T : IRecurring
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Current = Caller.System;
        try { await scope.ServiceProvider.GetRequiredService<T>().Run(cancellationToken); }
        catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError(fault, "{Job} failed; it runs again.", typeof(T).Name); }
    }
}
