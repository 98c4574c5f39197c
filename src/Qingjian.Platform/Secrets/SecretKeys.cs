using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Secrets;

internal static class SecretKeys
{
    /// <summary>Keeps the sealing keys in the data folder, whatever account runs the house.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("qingjian");
        services.AddOptions<KeyManagementOptions>().Configure<HouseStore, ILoggerFactory>((keys, house, logs) =>
            keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(house.Folder, "keys", "sealing")), logs));
        return services.AddSingleton<SecretBox>();
    }
}
