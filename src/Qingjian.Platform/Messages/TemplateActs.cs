using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Messages;

/// <summary>Words of each kind of message; the usual ones until an administrator changes them.</summary>
internal static class TemplateActs
{
    /// <param name="Version">Version the page was shown; 0 while the usual words hold.</param>
    /// <param name="Text">The words with their places.</param>
    internal sealed record Request(long Version, string Text);

    internal sealed record View(string Kind, string Name, long Version, string Text, bool Usual, string Sample, string? ChangedBy, DateTimeOffset? ChangedAt);

    public static void Map(RouteGroupBuilder templates)
    {
        templates.MapGet("/", List).Requires(Duty.ManageSettings);
        templates.MapPut("/{kind}", Edit).Requires(Duty.ManageSettings);
    }

    private static async Task<Ok<List<View>>> List(PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        var own = await db.Templates.AsNoTracking().ToDictionaryAsync(t => t.Kind, stop);
        return TypedResults.Ok(kinds.Select(kind => own.TryGetValue(kind.Code, out var changed)
            ? Show(kind, changed.Version, changed.Text, changed.ChangedBy, changed.ChangedAt) : Show(kind, 0, MessageText.Usual, null, null)).ToList());

        View Show(MessageKind kind, long version, string text, string? by, DateTimeOffset? at) => new(
            kind.Code, kind.Name, version, text, by is null, MessageText.Fill(text, kind.Name, new OutsideNotice(kind.Code, "yellow", "督〔2026〕00001号", "", null, []), db.Now), by, at);
    }

    private static async Task<Results<Ok<ChannelActs.Changed>, ProblemHttpResult>> Edit(string kind, Request request, PlatformDb db, IEnumerable<MessageKind> kinds, CancellationToken stop)
    {
        if (kinds.FirstOrDefault(each => each.Code == kind) is not { } known) return Problems.NotFound();
        if (!MessageText.Check(request.Text).Try(out var text, out var why)) return why.ToProblem();
        var template = await db.Templates.FirstOrDefaultAsync(t => t.Kind == kind, stop);
        if (template is null) db.Templates.Add(template = new MessageTemplate { Kind = kind, Text = text, ChangedBy = db.Caller.Name });
        else db.Entry(template).Property(t => t.Version).OriginalValue = request.Version;
        (template.Text, template.ChangedBy, template.ChangedAt) = (text, db.Caller.Name, db.Now);
        await db.Commit(new Act("message.template", "message-template", kind, $"修改消息模板“{known.Name}”"), stop);
        return TypedResults.Ok(new ChannelActs.Changed(kind, template.Version));
    }
}
