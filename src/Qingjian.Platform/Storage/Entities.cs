namespace Qingjian.Platform.Storage;

/// <summary>A row that belongs to an administrative division (6 to 12 digits). Foreign rows are invisible.</summary>
public interface IScoped
{
    /// <summary>Division code of the object.</summary>
    string Division { get; }
}

/// <summary>A row that belongs to one enterprise: enterprise users see only their own.</summary>
public interface IOfEnterprise
{
    /// <summary>Id of the enterprise; null when it belongs to none.</summary>
    string? EnterpriseId { get; }
}

/// <summary>A row that two people may edit: the second writer is told, nothing is overwritten.</summary>
public interface IVersioned
{
    /// <summary>Counts writes from 1. A request sends the version it was shown.</summary>
    long Version { get; set; }
}

/// <summary>Makes object ids: random, 128 bits, so that unpublished ones cannot be guessed.</summary>
public static class NewId
{
    /// <summary>32 lower-case hexadecimal digits.</summary>
    public static string Make() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
}
