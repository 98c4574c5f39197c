using System.Diagnostics;
using System.Globalization;
using Qingjian.Hj212.Fuzz;

namespace Qingjian.Bench;

/// <summary>Fifty million damaged packets: no exception, progress always, at most 64 KB allocated for each.</summary>
internal static class ParserFuzz
{
    private const long MostBytes = 64 * 1024;

    internal static int Run(string[] args)
    {
        var rounds = args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 50_000_000;
        var seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 212;
        var mutations = new Mutations([.. Seeds.All], seed);
        var subject = new Subject();
        subject.WarmUp(Seeds.All[0]);
        var watch = Stopwatch.StartNew();
        for (long i = 1; i <= rounds; i++)
        {
            var input = mutations.Next();
            try
            {
                subject.Run(input);
            }
            catch (Exception e)
            {
                Console.WriteLine($"round {i}, seed {seed}: {e}");
                Console.WriteLine($"input, to be saved in fuzz_seeds.txt: {Convert.ToHexString(input.Span)}");
                return 1;
            }
            if (i % 5_000_000 == 0 || i == rounds)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{i:N0} inputs in {watch.Elapsed.TotalSeconds:F0} s, {subject.Frames:N0} frames and {subject.Packets:N0} packets got through, worst allocation {subject.WorstAllocation:N0} bytes"));
        }
        if (subject.WorstAllocation <= MostBytes)
            return 0;
        Console.WriteLine($"an input cost more than {MostBytes} bytes");
        return 1;
    }
}
