using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Samplers;

/// <summary>How the rows of automatic sampling lie in the tables.</summary>
internal static class SamplerTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Sampler>();
        model.Entity<SampleTask>();
        model.Entity<Sample>().Property(sample => sample.Custody).AsJson();
    }
}
