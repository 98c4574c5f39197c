using Microsoft.Extensions.DependencyInjection;

namespace Qingjian.Platform.Facts;

/// <summary>Hears one kind of fact. Runs as the system, in a scope of its own; its first commit carries the receipt, so hearing twice does nothing.</summary>
/// <typeparam name="TFact">A record from another module's Contract.</typeparam>
public interface IHear<in TFact>
{
    /// <summary>Does what follows from the fact. An exception means: tell again later.</summary>
    Task Hear(TFact fact, CancellationToken stop);
}

internal sealed record Subscription(Type Fact, Type Listener, Func<IServiceProvider, object, CancellationToken, Task> Tell);

/// <summary>Registration of listeners by name, in a module's Add method.</summary>
public static class Listening
{
    /// <summary>Facts of type <typeparamref name="TFact"/> are told to <typeparamref name="TListener"/>.</summary>
    public static IServiceCollection Hears<TFact, TListener>(this IServiceCollection services) where TListener : class, IHear<TFact>
    {
        services.AddScoped<TListener>();
        return services.AddSingleton(new Subscription(typeof(TFact), typeof(TListener),
            (scope, fact, stop) => scope.GetRequiredService<TListener>().Hear((TFact)fact, stop)));
    }
}
