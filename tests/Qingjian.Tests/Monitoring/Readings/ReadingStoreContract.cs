using System.Text;
using Qingjian.Monitoring.Contract;
using Qingjian.Monitoring.Gateway.Raw;
using Qingjian.Monitoring.Readings;
using Qingjian.Monitoring.Storage;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Monitoring.Readings;

/// <summary>What every reading store promises (rulings M14, M15, M16; P7).</summary>
public abstract class ReadingStoreContract : IDisposable
{
    private protected const string Mn = "010000A8900016F000169DC0";
    // 2026-11-22 08:00 in seconds of Beijing time since 1970, and as an instant in milliseconds.
    private protected static readonly long Eight = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    private static readonly long Now = (Eight * 1000) - (8 * 3_600_000L);

    private protected abstract IReadingStore Store { get; }

    private protected abstract void Restart();

    public abstract void Dispose();

    /// <param name="text">e.g. <c>a21026:Rtd=1.50,Flag=N;a21002:Rtd=2</c>.</param>
    private protected static IncomingReading Reading(string text, long raw, PeriodKind kind = PeriodKind.Hour, long? time = null,
        string mn = Mn, long? qn = null, bool late = false)
    {
        var packer = new PartPacker();
        packer.Begin();
        foreach (var item in text.Split(';'))
        {
            packer.Factor(Encoding.UTF8.GetBytes(item.Split(':')[0]));
            foreach (var pair in item.Split(':')[1].Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                var (name, value) = (pair.Split('=')[0], pair.Split('=')[1]);
                if (name == "Flag") packer.Flag(value[0]);
                else packer.Value(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value));
            }
        }
        return new IncomingReading(mn, kind, time ?? Eight, packer.End(new Origin(new RawId(raw), Now + raw, qn ?? raw), late));
    }

    private void Write(params IncomingReading[] readings) => Store.Write(readings, Store.Cursor + 1, Now);

    private static string Show(StoredReading? reading) => reading is null ? "" : string.Join(';', reading.Cells()
        .OrderBy(cell => cell.Code, StringComparer.Ordinal)
        .Select(cell => $"{cell.Code}:{string.Join(',', cell.Values.Select(v => $"{v.Field}={v.Number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? v.Text ?? "-"}"))},{cell.Flag}"));

    private string Current(PeriodKind kind = PeriodKind.Hour, long? time = null) => Show(Store.Latest(Mn, kind, time ?? Eight, (time ?? Eight) + 1));

    [Theory]
    [InlineData("a21026:Avg=35.10,Min=-0.152,Max=1234567.123456,Flag=N;a19001:Avg=0,Flag=D", "a19001:Avg=0,D;a21026:Avg=35.10,Min=-0.152,Max=1234567.123456,N")]
    [InlineData("w01018:Avg=NaN,Cou=,Max=1e3,Min=<0.5", "w01018:Avg=-,Cou=-,Max=1000,Min=<0.5,N")]
    [InlineData("w01018:SampleTime=20261122081500,Avg=99999999999999999999.5,Flag=T", "w01018:SampleTime=20261122081500,Avg=99999999999999999999.5,T")]
    public void Values_come_back_digit_for_digit(string sent, string stored)
    {
        Write(Reading(sent, 1));
        Restart();
        Current().ShouldBe(stored);
    }

    [Fact]
    public void A_repeat_changes_nothing_and_only_moves_the_qn_forward()
    {
        Write(Reading("a21026:Avg=35.1,Flag=N", 1));
        Write(Reading("a21026:Avg=35.10,Flag=N", 2, qn: 50));
        var reading = Store.Latest(Mn, PeriodKind.Hour, Eight, Eight + 1)!;
        reading.Revision.ShouldBe(0);
        reading.Parts.Single().Origin.ShouldBe(new Origin(new RawId(1), Now + 1, 50));
        // A third value, younger than the first but older than its repeat, does not become current.
        Write(Reading("a21026:Avg=36,Flag=N", 3, qn: 40));
        Current().ShouldBe("a21026:Avg=35.1,N");
    }

    [Fact]
    public void Another_value_becomes_current_and_the_earlier_one_stays_readable()
    {
        Write(Reading("a21026:Avg=35.1,Flag=N;a21002:Avg=7,Flag=N", 1));
        Write(Reading("a21026:Avg=20,Flag=N;a21002:Avg=7,Flag=N", 2));
        Current().ShouldBe("a21002:Avg=7,N;a21026:Avg=20,N");
        Store.Latest(Mn, PeriodKind.Hour, Eight, Eight + 1)!.Revision.ShouldBe(1);
        var old = Store.Revisions(Mn, PeriodKind.Hour, Eight).Single();
        Show(old).ShouldBe("a21026:Avg=35.1,N");
        old.Parts.Single().Origin.Raw.ShouldBe(new RawId(1));
    }

    [Fact]
    public void A_late_old_packet_and_a_repeat_of_a_superseded_one_never_become_current()
    {
        Write(Reading("a21026:Avg=35.1,Flag=N", 1, qn: 10));
        Write(Reading("a21026:Avg=20,Flag=N", 2, qn: 20));
        Write(Reading("a21026:Avg=35.1,Flag=N", 3, qn: 10));
        Write(Reading("a21026:Avg=44,Flag=N", 4, qn: 15));
        Write(Reading("a21026:Avg=44,Flag=N", 5, qn: 15));
        Current().ShouldBe("a21026:Avg=20,N");
        Store.Revisions(Mn, PeriodKind.Hour, Eight).Select(Show).ShouldBe(["a21026:Avg=35.1,N", "a21026:Avg=44,N"]);
    }

    [Fact]
    public void Values_equal_to_an_older_revision_with_a_newer_qn_are_a_new_revision()
    {
        Write(Reading("a21026:Avg=1,Flag=N", 1));
        Write(Reading("a21026:Avg=2,Flag=N", 2));
        Write(Reading("a21026:Avg=1,Flag=N", 3));
        Current().ShouldBe("a21026:Avg=1,N");
        Store.Latest(Mn, PeriodKind.Hour, Eight, Eight + 1)!.Revision.ShouldBe(2);
    }

    [Fact]
    public void Parts_of_a_split_packet_add_their_factors_in_any_order()
    {
        Write(Reading("w01018:Avg=40,Flag=N", 2), Reading("w00000:Avg=17.5,Flag=N", 1));
        Current().ShouldBe("w00000:Avg=17.5,N;w01018:Avg=40,N");
        var reading = Store.Latest(Mn, PeriodKind.Hour, Eight, Eight + 1)!;
        reading.Revision.ShouldBe(0);
        reading.Cells().Single(cell => cell.Code == "w00000").Origin.Raw.ShouldBe(new RawId(1));
    }

    [Fact]
    public void A_flag_alone_may_change_and_is_a_revision_too()
    {
        Write(Reading("a21026:Avg=35.1,Flag=N", 1));
        Write(Reading("a21026:Avg=35.1,Flag=M", 2));
        Current().ShouldBe("a21026:Avg=35.1,M");
        Store.Revisions(Mn, PeriodKind.Hour, Eight).Count.ShouldBe(1);
    }

    [Fact]
    public void Work_done_again_after_a_crash_leaves_the_same_readings_and_tells_the_change_again()
    {
        var batch = new[] { Reading("a21026:Avg=1,Flag=N", 1), Reading("a21026:Avg=2,Flag=N", 2) };
        Store.Write(batch, 7, Now);
        var told = Store.Changes(0, 100).Count;
        Restart();
        Store.Cursor.ShouldBe(7);
        Store.Write(batch, 7, Now);
        Current().ShouldBe("a21026:Avg=2,N");
        Store.Revisions(Mn, PeriodKind.Hour, Eight).Count.ShouldBe(1);
        Store.Changes(0, 100).Count.ShouldBeGreaterThan(told);
    }

    [Fact]
    public void Changes_name_period_values_once_each_and_what_was_revised()
    {
        Write(Reading("a21026:Avg=1,Flag=N", 1), Reading("a21026:Rtd=1,Flag=N", 2, PeriodKind.Realtime));
        Write(Reading("a21026:Avg=1,Flag=N", 3));
        Write(Reading("a21026:Avg=9,Flag=N", 4, late: true));
        Restart();
        var changes = Store.Changes(0, 100);
        changes.Count.ShouldBe(2);
        changes[0].Revised.ShouldBeEmpty();
        changes[0].Time.ShouldBe(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.FromHours(8)));
        changes[1].Revised.ShouldBe(["a21026"]);
        changes[1].Late.ShouldBeTrue();
        Store.Changes(changes[0].Position, 100).Count.ShouldBe(1);
    }

    [Fact]
    public void A_series_is_read_over_month_ends_for_one_logger_only_in_order_of_time()
    {
        var start = new DateTimeOffset(2026, 10, 31, 22, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var readings = new List<IncomingReading>();
        for (var n = 0; n < 6; n++)
        {
            readings.Add(Reading($"a21026:Avg={n},Flag=N", n + 1, time: start + (n * 3600)));
            readings.Add(Reading("a21026:Avg=77,Flag=N", n + 100, time: start + (n * 3600), mn: "OTHER"));
        }
        readings.Reverse();
        Write([.. readings]);
        Restart();
        Store.Read(Mn, PeriodKind.Hour, start + 3600, start + (5 * 3600)).Select(Show)
            .ShouldBe(["a21026:Avg=1,N", "a21026:Avg=2,N", "a21026:Avg=3,N", "a21026:Avg=4,N"]);
        Store.ReadAll(PeriodKind.Hour, start, start + 7200).Count.ShouldBe(4);
        Store.Latest(Mn, PeriodKind.Hour, start, start + 86400)!.Time.ShouldBe(start + (5 * 3600));
    }

    [Fact]
    public void Several_moments_of_one_minute_are_kept_apart()
    {
        Write(Reading("a21026:Rtd=1,Flag=N", 1, PeriodKind.Realtime, Eight), Reading("a21026:Rtd=2,Flag=N", 2, PeriodKind.Realtime, Eight + 30));
        Store.Read(Mn, PeriodKind.Realtime, Eight, Eight + 60).Count.ShouldBe(2);
        Store.Latest(Mn, PeriodKind.Realtime, Eight - 600, Eight + 60)!.Time.ShouldBe(Eight + 30);
    }

    [Fact]
    public void Retention_forgets_one_kind_and_leaves_the_others()
    {
        Write(Reading("a21026:Rtd=1,Flag=N", 1, PeriodKind.Realtime), Reading("a21026:Avg=1,Flag=N", 2));
        // PostgreSQL lets whole months go.
        Store.Drop(PeriodKind.Realtime, Eight + (62 * 86400), 0);
        Current(PeriodKind.Realtime).ShouldBe("");
        Current().ShouldBe("a21026:Avg=1,N");
    }
}
