using System.Text;
using Microsoft.Extensions.Options;
using Qingjian.Judgement;
using Qingjian.Monitoring.Contract;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Monitoring.Rules;

/// <summary>Keeps the present rulebook and the bytes it was read from. Reads the law folders at first use.</summary>
internal sealed class LawInForce(IOptions<HouseOptions> house, IOptions<LawOptions> law, TimeProvider clock) : ILawInForce
{
    private readonly Lock gate = new();
    private volatile State? state;

    public Rulebook Book => Present.Book;

    /// <summary>The text of a loaded file, for people to read.</summary>
    public string TextOf(Rule rule) => Present.Files.TryGetValue(rule.Path, out var file) ? Encoding.UTF8.GetString(file.Bytes.Span) : "";

    public Outcome<Rulebook> With(params IReadOnlyList<LawFile> files) => Read(Join(files)).Try(out var next, out var why) ? next.Book : why;

    public void Take(params IReadOnlyList<LawFile> files)
    {
        lock (gate)
            state = Read(Join(files)).Try(out var next, out var why) ? next : throw new InvalidDataException(why.Message);
    }

    private State Present
    {
        get
        {
            if (state is { } present) return present;
            lock (gate)
            {
                if (state is not null) return state;
                var files = LawFolder.Read(house.Value.LawFolder).Concat(law.Value.LocalFolder is { Length: > 0 } local ? LawFolder.Read(local) : []);
                return state = Read(files).Try(out var first, out var why) ? first : throw new InvalidDataException(why.Message);
            }
        }
    }

    private IEnumerable<LawFile> Join(IReadOnlyList<LawFile> files)
    {
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return Present.Files.Values.Where(file => !paths.Contains(file.Path)).Concat(files);
    }

    private Outcome<State> Read(IEnumerable<LawFile> files)
    {
        var all = files.ToList();
        var (book, faults) = Rulebook.Load(all);
        if (faults.Count > 0) return Refusal.Of("law-file", string.Join("；", faults.Select(fault => fault.Message)));
        if (law.Value.ProvisionalYearsAhead is { } years)
            book = book.WithProvisionalYears(book.Calendar.Years.Min(each => each.Year), BeijingTime.DayOf(clock.GetUtcNow()).Year + years);
        return new State(book, all.DistinctBy(file => file.Path).ToDictionary(file => file.Path, StringComparer.Ordinal));
    }

    private sealed record State(Rulebook Book, IReadOnlyDictionary<string, LawFile> Files);
}
