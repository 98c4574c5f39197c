using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Qingjian.Judgement;
using Shouldly;
using Xunit;

namespace Qingjian.Tests.Judgement;

/// <summary>传输率、有效率、传输有效率, rulings M28 to M30.</summary>
public class TransmissionRateTests
{
    private static readonly TransmissionRule Rule = Law.Book.TransmissionOn(Law.Day)!;

    private static DueHour Came(int hour, bool valid = true, char flag = 'N', int daysLater = 0, string factor = "w01018") =>
        new(factor, Law.At(hour), Law.At(hour).AddHours(1).AddDays(daysLater), valid, Flag: flag);

    [Fact]
    public void Stopped_hours_are_not_due_and_a_flag_of_stop_without_confirmation_is_received_and_invalid()
    {
        var result = TransmissionRate.Of([Came(0), new("w01018", Law.At(1), null, false, Stopped: true), Came(2, valid: false, flag: 'F')], Rule);
        result.Completed.ShouldBe(new TransmissionCount(2, 2, 1));
        result.TakenOut.ShouldBe(1);
    }

    [Fact]
    public void One_check_hour_a_day_of_an_analyser_is_taken_out_and_the_second_is_not()
    {
        var day = Enumerable.Range(0, 24).Select(hour => hour is 3 or 9 ? Came(hour, valid: false, flag: 'C') : Came(hour)).ToList();
        TransmissionRate.Of(day, Rule).Completed.ShouldBe(new TransmissionCount(23, 23, 22));
        TransmissionRate.Of(day.Select(hour => hour with { Factor = "w00000" }), Rule).Completed.ShouldBe(new TransmissionCount(24, 24, 22), "a flow meter makes no such check");
    }

    [Fact]
    public void In_time_is_what_came_by_13_o_clock_of_the_next_day_and_back_fill_counts_for_ten_days_to_the_minute()
    {
        DueHour At(int hour, DateTime came) => new("w01018", Law.At(hour), came, true);
        var noon = Law.At(0).AddDays(1).AddHours(13);
        var result = TransmissionRate.Of([At(0, noon), At(1, noon.AddMinutes(1)), At(2, Law.At(3).AddDays(10)), At(3, Law.At(4).AddDays(10).AddMinutes(1))], Rule);
        result.InTime.ShouldBe(new TransmissionCount(4, 1, 1));
        result.Completed.ShouldBe(new TransmissionCount(4, 3, 3));
    }

    [Fact]
    public void A_version_that_knows_the_window_alone_counts_what_comes_after_it_as_completed()
    {
        var day = new DateOnly(2018, 7, 1);
        DueHour At(int hour, int daysLater) => new("w01018", day.ToDateTime(new TimeOnly(hour, 0)), day.ToDateTime(new TimeOnly(hour, 0)).AddHours(1).AddDays(daysLater), true);
        var result = TransmissionRate.Of([At(0, 10), At(1, 11)], Law.Book.TransmissionOn(day)!);
        result.InTime.ShouldBe(new TransmissionCount(2, 1, 1));
        result.Completed.ShouldBe(new TransmissionCount(2, 2, 2));
    }

    [Fact]
    public void Nothing_received_has_no_validity_and_still_weighs_in_the_sum_of_a_region()
    {
        var silent = new TransmissionCount(100, 0, 0);
        (silent.Transmission, silent.Validity, silent.Product).ShouldBe((0m, null, null));
        (silent + new TransmissionCount(100, 100, 100)).Product.ShouldBe(0.5m);
    }

    [Fact]
    public void Gaps_are_named_with_their_first_hour_and_length()
    {
        var hours = new[] { 0, 3, 4, 5, 9 }.Select(hour => new DueHour("w01018", Law.At(hour), null, false)).Append(Came(6));
        TransmissionRate.Gaps(hours).ShouldBe([(Law.At(0), 1), (Law.At(3), 3), (Law.At(9), 1)]);
    }

    [Fact]
    public void Counts_are_conserved_in_any_order_and_over_any_split() => Holds(
        Gen.Choose(0, 7).ListOf(200), bits =>
        {
            var hours = bits.Select((bit, n) => new DueHour("a21026", Law.At(0).AddHours(n), (bit & 1) == 1 ? Law.At(0).AddHours(n + 1) : null, (bit & 2) == 2, Stopped: bit == 7)).ToList();
            var whole = TransmissionRate.Of(hours, Rule).Completed;
            var backwards = TransmissionRate.Of(hours.AsEnumerable().Reverse(), Rule).Completed;
            var parts = hours.GroupBy(hour => hour.Start.Date).Select(day => TransmissionRate.Of(day, Rule).Completed).Aggregate((one, other) => one + other);
            return whole == backwards && whole == parts && whole.Valid <= whole.Received && whole.Received <= whole.Due && whole.Due == hours.Count(hour => !hour.Stopped);
        });

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) => Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    internal static void Example(JsonElement example)
    {
        var count = new TransmissionCount(example.GetProperty("due").GetInt32(), example.GetProperty("received").GetInt32(), example.GetProperty("valid").GetInt32());
        static decimal? Value(JsonElement text) => text.ValueKind == JsonValueKind.Null ? null : decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture);
        static decimal? Four(decimal? rate) => rate is { } known ? Conversion.Round(known, 4) : null;
        (Four(count.Transmission), Four(count.Validity), Four(count.Product)).ShouldBe((Value(example.GetProperty("transmission")), Value(example.GetProperty("validity")), Value(example.GetProperty("product"))));
    }
}
