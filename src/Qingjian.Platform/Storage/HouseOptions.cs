using System.ComponentModel.DataAnnotations;

namespace Qingjian.Platform.Storage;

/// <summary>Where the house keeps its data (configuration section <c>Storage</c>).</summary>
public sealed class HouseOptions
{
    /// <summary>Embedded (SQLite files, default) or Postgres.</summary>
    public StorageKind Kind { get; set; } = StorageKind.Embedded;

    /// <summary>Data folder: databases of the embedded kind, files, evidence log, keys.</summary>
    [Required] public string Folder { get; set; } = "data";

    /// <summary>Connection string of PostgreSQL 15 or newer; required for that kind.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the law files.</summary>
    [Required] public string LawFolder { get; set; } = "law";
}

/// <summary>Which engine holds the house's tables.</summary>
public enum StorageKind
{
    /// <summary>SQLite files in the data folder.</summary>
    Embedded,
    /// <summary>PostgreSQL.</summary>
    Postgres,
}
