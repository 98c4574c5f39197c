using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Inspections;

internal static class InspectionModel
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Inspection>(record =>
        {
            record.Property(r => r.Crew).AsJson();
            record.Property(r => r.Content).AsJson();
            record.Property(r => r.Checklist).AsJson();
            record.Property(r => r.Signatures).AsJson();
        });
        model.Entity<InspectionPhoto>();
        model.Entity<InspectionAmendment>();
    }
}
