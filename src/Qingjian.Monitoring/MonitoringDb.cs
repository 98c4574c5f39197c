using Microsoft.EntityFrameworkCore;
using Qingjian.Monitoring.AlarmConditions;
using Qingjian.Monitoring.Cards;
using Qingjian.Monitoring.Quality;
using Qingjian.Monitoring.DutyDesk;
using Qingjian.Monitoring.Checks;
using Qingjian.Monitoring.Amounts;
using Qingjian.Monitoring.Checks.Trends;
using Qingjian.Monitoring.Exceedance;
using Qingjian.Monitoring.Incineration;
using Qingjian.Monitoring.Marks;
using Qingjian.Monitoring.Means;
using Qingjian.Monitoring.Meters;
using Qingjian.Monitoring.Rules;
using Qingjian.Monitoring.Rules.Drafts;
using Qingjian.Monitoring.Supervision;
using Qingjian.Monitoring.Transmission;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring;

/// <summary>House data of monitoring: verdicts that need somebody's attention, confirmations of rules, marks, supervision orders.</summary>
internal sealed class MonitoringDb(DbContextOptions<MonitoringDb> options, CallerContext caller, TimeProvider clock) : ModuleDb(options, caller, clock)
{
    protected override string Prefix => "monitoring";

    public DbSet<VerdictRecord> Verdicts => Set<VerdictRecord>();
    public DbSet<JudgementState> States => Set<JudgementState>();

    /// <summary>Remembers how far recurring work has come. That alone is no act of anybody: plain SQL, without a line in the trail.</summary>
    /// <param name="key">Whose position.</param>
    /// <param name="value">Position, day number or hour, as its owner counts.</param>
    /// <param name="stop">Cancels.</param>
    public Task MoveTo(string key, long value, CancellationToken stop) =>
        Database.ExecuteSqlAsync($"INSERT INTO monitoring_judgement_state (key, value) VALUES ({key}, {value}) ON CONFLICT (key) DO UPDATE SET value = excluded.value", stop);

    public DbSet<Silence> Silences => Set<Silence>();
    public DbSet<Mark> Marks => Set<Mark>();
    public DbSet<MarkStep> MarkSteps => Set<MarkStep>();
    public DbSet<Furnace> Furnaces => Set<Furnace>();
    public DbSet<Guidance> Guidances => Set<Guidance>();
    public DbSet<HourReview> Reviews => Set<HourReview>();
    public DbSet<RuleConfirmation> Confirmations => Set<RuleConfirmation>();
    public DbSet<SupervisionOrder> Orders => Set<SupervisionOrder>();
    public DbSet<OrderAnswer> Answers => Set<OrderAnswer>();
    public DbSet<OrderDelivery> Deliveries => Set<OrderDelivery>();
    public DbSet<OrderStep> Steps => Set<OrderStep>();
    public DbSet<CheckFinding> Findings => Set<CheckFinding>();
    public DbSet<Suspicion> Suspicions => Set<Suspicion>();
    public DbSet<TrendReminder> Reminders => Set<TrendReminder>();
    public DbSet<DayTransmission> DayTransmissions => Set<DayTransmission>();
    public DbSet<DutyShift> Shifts => Set<DutyShift>();
    public DbSet<DutyHandover> Handovers => Set<DutyHandover>();
    public DbSet<DutyAlarm> Alarms => Set<DutyAlarm>();
    public DbSet<DayAmount> DayAmounts => Set<DayAmount>();
    public DbSet<DayMean> DayMeans => Set<DayMean>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MeterTables.Map(modelBuilder);
        Samplers.SamplerTables.Map(modelBuilder);
        AlarmTables.Map(modelBuilder);
        Ledgers.LedgerTables.Map(modelBuilder);
        modelBuilder.Entity<JudgementState>().HasKey(s => s.Key);
        modelBuilder.Entity<VerdictRecord>();
        modelBuilder.Entity<Silence>();
        modelBuilder.Entity<Mark>(mark =>
        {
            mark.Property(m => m.Factors).AsJson();
            mark.Property(m => m.FileIds).AsJson();
            mark.Property(m => m.Doubts).AsJson();
            mark.Ignore(m => m.WantsReview).Ignore(m => m.Placed).Ignore(m => m.Span);
        });
        modelBuilder.Entity<MarkStep>().HasKey(s => s.Position);
        modelBuilder.Entity<Furnace>(furnace =>
        {
            furnace.HasKey(f => f.OutletId);
            furnace.Property(f => f.SpareProbes).AsJson();
        });
        modelBuilder.Entity<Guidance>();
        modelBuilder.Entity<HourReview>(review =>
        {
            review.HasKey(r => r.Position);
            review.Property(r => r.FileIds).AsJson();
        });
        modelBuilder.Entity<RuleConfirmation>().HasKey(c => c.Digest);
        modelBuilder.Entity<CardRun>();
        modelBuilder.Entity<Card>(card =>
        {
            card.Ignore(c => c.Period);
            card.Property(c => c.Working).AsJson();
            card.Property(c => c.Days).AsJson();
            card.Property(c => c.Steps).AsJson();
        });
        modelBuilder.Entity<RuleDraft>().Ignore(d => d.File);
        modelBuilder.Entity<DraftTrial>();
        modelBuilder.Entity<DraftDifference>().HasKey(d => d.Position);
        modelBuilder.Entity<SupervisionOrder>().Ignore(o => o.Standing).Ignore(o => o.OfVerdicts).Property(o => o.Occurrences).AsJson();
        modelBuilder.Entity<OrderAnswer>(answer =>
        {
            answer.Property(a => a.Marks).AsJson();
            answer.Property(a => a.FileIds).AsJson();
        });
        modelBuilder.Entity<OrderDelivery>();
        modelBuilder.Entity<OrderStep>().HasKey(s => s.Position);
        modelBuilder.Entity<TrendReminder>();
        modelBuilder.Entity<CheckFinding>().Ignore(f => f.Counts);
        modelBuilder.Entity<Suspicion>().Property(s => s.FindingIds).AsJson();
        modelBuilder.Entity<DayTransmission>();
        modelBuilder.Entity<DutyShift>().Property(s => s.People).AsJson();
        modelBuilder.Entity<DutyHandover>().Property(h => h.OpenItems).AsJson();
        modelBuilder.Entity<DutyAlarm>(alarm => { alarm.HasKey(a => a.Position); alarm.Property(a => a.Position).ValueGeneratedOnAdd(); });
        modelBuilder.Entity<DayAmount>();
        modelBuilder.Entity<DayMean>();
        modelBuilder.Entity<FlowBasis>();
        modelBuilder.Entity<QualityCheck>().Ignore(c => c.Check).Property(c => c.FileIds).AsJson();
        base.OnModelCreating(modelBuilder);
    }
}
