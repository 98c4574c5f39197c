using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qingjian.Platform.Facts;

namespace Qingjian.Platform.Messages;

internal static class MessagesModule
{
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MessageOptions>().Bind(configuration.GetSection("Messages")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Courier>().AddSingleton<SendMessages>();
        services.Hears<OutsideNotice, PlaceMessages>();
        if (Background.Wanted) services.AddHostedService(all => all.GetRequiredService<SendMessages>());
        return services;
    }

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var messages = app.MapGroup("/api/messages").WithTags("messages");
        ChannelActs.Map(messages.MapGroup("/channels"));
        TestChannel.Map(messages.MapGroup("/channels"));
        TemplateActs.Map(messages.MapGroup("/templates"));
        SubscriptionActs.Map(messages.MapGroup("/subscriptions"));
        MessageRecords.Map(messages.MapGroup("/records"));
    }
}
