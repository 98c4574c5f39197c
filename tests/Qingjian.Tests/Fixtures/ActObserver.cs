using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Qingjian.Platform.Audit;

namespace Qingjian.Tests.Fixtures;

/// <summary>Counts, for every changing request that any test sends to a host and that succeeds, the audit records written while it ran (R20).</summary>
internal sealed class ActObserver : IStartupFilter, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private sealed class Count { public int Records; public bool Over; }

    private static readonly AsyncLocal<Count?> Here = new();
    private static readonly Lazy<IDisposable> Listening = new(() => DiagnosticListener.AllListeners.Subscribe(new ActObserver()));

    /// <summary>Records per successful call, by "METHOD pattern", over all hosts of the run.</summary>
    public static ConcurrentDictionary<string, ConcurrentBag<int>> Seen { get; } = new();

    /// <summary>Fixtures that started a host so far, one for each class of tests.</summary>
    public static ConcurrentBag<Type> Hosts { get; } = [];

    public ActObserver() { }

    public static ActObserver Start()
    {
        _ = Listening.Value;
        return new ActObserver();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, rest) =>
        {
            var count = Here.Value = new Count();
            await rest(http);
            count.Over = true;
            if (HttpMethods.IsGet(http.Request.Method) || http.Response.StatusCode is < 200 or > 299) return;
            if (http.GetEndpoint() is RouteEndpoint endpoint)
                Seen.GetOrAdd(NameOf(http.Request.Method, endpoint), _ => []).Add(count.Records);
        });
        next(app);
    };

    public static string NameOf(string method, RouteEndpoint endpoint) => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Here.Value is not { Over: false } count || value.Key != CoreEventId.SaveChangesStarting.Name || value.Value is not DbContextEventData { Context: { } db }) return;
        Interlocked.Add(ref count.Records, db.ChangeTracker.Entries<AuditRow>().Count(e => e.State == EntityState.Added));
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
