namespace Qingjian.Registry.Contract;

/// <summary>A logger was registered; quarantined packets of its MN can be released.</summary>
/// <param name="MonitorId">Object id.</param>
/// <param name="Mn">Its MN.</param>
public sealed record MonitorRegistered(string MonitorId, string Mn);

/// <summary>Something about a source changed: enterprise, outlet, factor, limit, monitor or binding.</summary>
/// <param name="EnterpriseId">Whose source.</param>
/// <param name="OutletId">Which outlet, when it is one.</param>
/// <param name="MonitorId">Which monitor, when it is one.</param>
public sealed record SourceChanged(string EnterpriseId, string? OutletId, string? MonitorId);
