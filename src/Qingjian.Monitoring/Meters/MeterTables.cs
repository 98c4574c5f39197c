using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.Meters.Controls;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Meters;

/// <summary>How the rows of electricity monitoring lie in the tables.</summary>
internal static class MeterTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<MeterPoint>().Ignore(m => m.Thresholds);
        model.Entity<MeterLinkage>(linkage =>
        {
            linkage.Property(l => l.Production).AsJson();
            linkage.Property(l => l.Treatment).AsJson();
        });
        model.Entity<LinkageViolation>();
        model.Entity<MeterDay>();
        model.Entity<ControlOrder>().Property(o => o.Areas).AsJson();
        model.Entity<ControlTarget>();
        model.Entity<ControlDay>();
    }
}
