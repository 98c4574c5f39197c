using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Qingjian.Platform.Edge;

namespace Qingjian.Host;

/// <summary>Serves the built pages: the console at /, the public site at /public. Names with a hash are kept by browsers for a year.</summary>
internal static class Pages
{
    private static string Root(IConfiguration configuration, IHostEnvironment environment) =>
        Path.GetFullPath(configuration["Web:Root"] ?? Path.Combine(environment.ContentRootPath, "wwwroot"));

    public static void UsePages(this WebApplication app)
    {
        var root = Root(app.Configuration, app.Environment);
        if (!Directory.Exists(root)) return;
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".webmanifest"] = "application/manifest+json";
        types.Mappings[".geojson"] = "application/geo+json";
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(root),
            ContentTypeProvider = types,
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl =
                context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>Every other address that is no API call is a page of the console or of the public site.</summary>
    public static void MapPages(this WebApplication app)
    {
        var root = Root(app.Configuration, app.Environment);
        app.MapFallback("/api/{**path}", () => Problems.NotFound()).Open();
        app.MapFallback("/public/{**path}", () => Page(root, "public.html")).Open();
        app.MapFallback("/public", () => Page(root, "public.html")).Open();
        app.MapFallback(() => Page(root, "index.html")).Open();
    }

    private static IResult Page(string root, string name)
    {
        var file = Path.Combine(root, name);
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "text/html; charset=utf-8")
            : TypedResults.Text("页面还没有构建：请运行 ./run，或在 web 目录运行 npm run build。", "text/plain; charset=utf-8", statusCode: 503);
    }
}
