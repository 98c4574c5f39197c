using Microsoft.Extensions.DependencyInjection;

namespace Qingjian.Platform.Messages;

/// <summary>Something that those who subscribed are to be told of outside the house. Tell it with the act that made it true
/// (<c>act.Tell(new OutsideNotice(…))</c>): then neither is without the other. It carries no content of the matter: whoever is told signs in and reads.</summary>
/// <param name="Kind">Code of a <see cref="MessageKind"/>, e.g. <c>order.issued</c>.</param>
/// <param name="Level">blue, yellow, orange, red; empty where the matter has none.</param>
/// <param name="Number">Number of the order, report or shift, as printed.</param>
/// <param name="Division">Division code of the matter: who sees that area is told.</param>
/// <param name="EnterpriseId">The enterprise it is about; null when about none.</param>
/// <param name="To">Levels that are told: enterprise, county, city, province, ministry. Work groups of the area are always told.</param>
public sealed record OutsideNotice(string Kind, string Level, string Number, string Division, string? EnterpriseId, IReadOnlyList<string> To);

/// <summary>A kind of outside message that a room of the house tells.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Chinese.</param>
public sealed record MessageKind(string Code, string Name);

/// <summary>Registration of kinds, in the module that tells them.</summary>
public static class MessageKinds
{
    /// <summary>Makes a kind known, so that posts can subscribe to it and its words can be edited.</summary>
    public static IServiceCollection AddMessageKind(this IServiceCollection services, string code, string name) => services.AddSingleton(new MessageKind(code, name));
}
