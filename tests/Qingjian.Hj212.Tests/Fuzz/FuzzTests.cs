using Qingjian.Hj212.Fuzz;

namespace Qingjian.Hj212.Tests.Fuzz;

/// <summary>Two million damaged packets: no exception, progress always, at most 64 KB allocated for each. Fifty million run in
/// the bench.</summary>
public class FuzzTests
{
    private const int Rounds = 2_000_000;
    private const long MostBytes = 64 * 1024;

    [Fact]
    public void Two_million_mutations_break_no_promise()
    {
        var mutations = new Mutations([.. Seeds.All], seed: 20260701);
        var subject = new Subject();
        subject.WarmUp(Seeds.All[0]);
        var last = ReadOnlyMemory<byte>.Empty;
        try
        {
            for (var i = 0; i < Rounds; i++)
            {
                last = mutations.Next();
                subject.Run(last);
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"input, to be saved among the seeds: {Convert.ToHexString(last.Span)}", e);
        }
        subject.WorstAllocation.ShouldBeLessThanOrEqualTo(MostBytes);
        subject.Frames.ShouldBeGreaterThan(Rounds / 5);
        subject.Packets.ShouldBeGreaterThan(Rounds / 10);
    }

    [Fact]
    public void Every_saved_seed_breaks_no_promise_wherever_it_is_cut()
    {
        var subject = new Subject();
        subject.WarmUp(Seeds.All[0]);
        foreach (var seed in Seeds.All)
        {
            for (var cut = 1; cut <= seed.Length; cut += seed.Length > 2000 ? 97 : 1)
            {
                subject.Run(seed.AsMemory(0, cut));
                Subject.Inspect(seed.AsSpan(0, cut));
            }
        }
        subject.WorstAllocation.ShouldBeLessThanOrEqualTo(MostBytes);
    }
}
