using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Storage;

namespace Qingjian.Matters.Clues;

internal static class ClueModel
{
    public static void Map(ModelBuilder model) => model.Entity<Clue>(clue =>
    {
        clue.Property(c => c.VerdictIds).AsJson();
        clue.Property(c => c.FileIds).AsJson();
    });
}
