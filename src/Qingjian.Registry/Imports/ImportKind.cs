using Qingjian.Platform.Sheets;

namespace Qingjian.Registry.Imports;

/// <summary>One wrong or remarkable cell.</summary>
/// <param name="Column">Column of the template, from 0; -1 for the row as a whole.</param>
/// <param name="Message">Simplified Chinese: what and how to mend.</param>
internal sealed record CellRemark(int Column, string Message);

/// <summary>A checked row: good rows carry what takes them into the registry.</summary>
internal sealed record CheckedRow(ImportRow Row, IReadOnlyList<CellRemark> Faults, IReadOnlyList<CellRemark> Notes, Func<Task>? Take)
{
    public bool IsGood => Faults.Count == 0;
}

/// <summary>A kind of table that can be imported.</summary>
internal interface IImportKind
{
    /// <summary>Key in addresses: enterprises, outlets, monitors, limits.</summary>
    string Key { get; }

    /// <summary>Chinese name.</summary>
    string Name { get; }

    /// <summary>Columns of the template, drop-down lists included.</summary>
    IReadOnlyList<TemplateColumn> Columns { get; }

    /// <summary>Checks all rows against the registry and against each other.</summary>
    Task<IReadOnlyList<CheckedRow>> Check(IReadOnlyList<ImportRow> rows, CancellationToken stop);
}
