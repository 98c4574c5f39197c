using Qingjian.Hj212;
using Qingjian.Registry.Contract;

namespace Qingjian.Monitoring.Gateway;

/// <summary>Commands under way to loggers, by MN.</summary>
internal sealed class Conversations : IHearStations
{
    public void Heard(Station station, in Packet packet)
    {
    }
}
