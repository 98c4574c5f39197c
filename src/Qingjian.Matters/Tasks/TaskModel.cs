using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Tasks;

internal static class TaskModel
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<FieldTask>().Property(t => t.Crew).AsJson();
        model.Entity<Recusal>();
    }
}
