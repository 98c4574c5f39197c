using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Qingjian.Tests.Fixtures;

/// <summary>The endpoints of the first host, lent to all later ones. Compiling some four hundred handlers takes more than a second of processor, and what
/// comes out holds nothing of its host: services and settings of a request are those of the host that got it.</summary>
internal static class CompiledEndpoints
{
    private static readonly Lock Gate = new();
    private static DefaultEndpointDataSource? compiled;

    /// <summary>Puts the compiled endpoints in the place of those that the host mapped.</summary>
    public static EndpointDataSource Share(IEndpointRouteBuilder host)
    {
        lock (Gate) compiled ??= new DefaultEndpointDataSource([.. host.DataSources.SelectMany(source => source.Endpoints)]);
        host.DataSources.Clear();
        host.DataSources.Add(compiled);
        return compiled;
    }
}
