using Qingjian.Registry.Contract;

namespace Qingjian.Registry.Sources;

/// <summary>Joins what the rooms say about sources; the gravest word wins, a stopped or closed plant says so itself.</summary>
internal sealed class Conditions(IEnumerable<ISourceConditions> rooms)
{
    private static readonly SourceCondition Unknown = new("未联网", "plain", 0), Stopped = new("停产", "paused", 5), Closed = new("关闭", "paused", 5);

    public async Task<Func<string, EnterpriseState, SourceCondition>> Of(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        var worst = new Dictionary<string, SourceCondition>();
        foreach (var room in rooms)
            foreach (var (id, said) in await room.Of(ids, stop))
                if (!worst.TryGetValue(id, out var before) || said.Weight > before.Weight) worst[id] = said;
        return (id, state) => state switch
        {
            EnterpriseState.Stopped => Stopped,
            EnterpriseState.Closed => Closed,
            _ => worst.GetValueOrDefault(id, Unknown),
        };
    }
}
