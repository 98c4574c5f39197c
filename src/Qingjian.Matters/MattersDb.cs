using Microsoft.EntityFrameworkCore;
using Qingjian.Matters.Clues;
using Qingjian.Matters.Inspections;
using Qingjian.Matters.Numbers;
using Qingjian.Matters.Tasks;
using Qingjian.Matters.TimeLine;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters;

/// <summary>Clues, tasks, inspections and cases. Each area maps its own tables in its <c>…Model.cs</c>.</summary>
internal sealed partial class MattersDb(DbContextOptions<MattersDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "matters";

    public DbSet<Step> Steps => Set<Step>();
    public DbSet<Clue> Clues => Set<Clue>();
    public DbSet<FieldTask> Tasks => Set<FieldTask>();
    public DbSet<Recusal> Recusals => Set<Recusal>();
    public DbSet<Inspection> Inspections => Set<Inspection>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Counter>().HasKey(c => new { c.Kind, c.Division, c.Year });
        modelBuilder.Entity<Step>();
        ClueModel.Map(modelBuilder);
        TaskModel.Map(modelBuilder);
        InspectionModel.Map(modelBuilder);
        MapCases(modelBuilder);
        base.OnModelCreating(modelBuilder);
    }

    /// <summary>The tables of cases, in <c>Cases/CasesModel.cs</c>.</summary>
    static partial void MapCases(ModelBuilder model);
}
