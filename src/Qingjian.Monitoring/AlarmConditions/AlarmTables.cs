using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.AlarmConditions;

/// <summary>How alarm conditions lie in the tables.</summary>
internal static class AlarmTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AlarmCondition>(condition =>
        {
            condition.Ignore(c => c.Wording);
            condition.Property(c => c.Scope).AsJson();
            condition.Property(c => c.Rule).AsJson();
        });
        model.Entity<AlarmConditionChange>(change =>
        {
            change.Property(c => c.Before).AsJson();
            change.Property(c => c.After).AsJson();
        });
        model.Entity<AlarmStanding>().Property(s => s.State).AsJson();
        model.Entity<AlarmStep>();
    }
}
