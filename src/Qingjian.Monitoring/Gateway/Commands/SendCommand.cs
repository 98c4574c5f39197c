using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Qingjian.Hj212;
using Qingjian.Platform.Access;
using Qingjian.Platform.Edge;

namespace Qingjian.Monitoring.Gateway.Commands;

/// <summary>下发命令: which there are, and sending one.</summary>
internal static class SendCommand
{
    internal sealed record Request(int Command, IReadOnlyDictionary<string, string> Fields);

    /// <param name="Group">What it is for, in Chinese.</param>
    internal sealed record CommandForm(int Command, string Name, string Group, string Kind, int Since, IReadOnlyList<CommandInput> Inputs);

    /// <param name="Name">Name on the wire; a <c>*</c> before the dash stands for a code.</param>
    /// <param name="Type">text, number, digits, time, clock or flag.</param>
    internal sealed record CommandInput(string Name, string Label, string Type, bool Optional, int? Low, int? High, string Unit);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/commands", List).Requires(Duty.SendCommands).WithTags("commands");
        app.MapPost("/api/links/{id}/commands", Send).Requires(Duty.SendCommands).WithTags("commands");
    }

    private static Ok<IReadOnlyList<CommandForm>> List() => TypedResults.Ok<IReadOnlyList<CommandForm>>(
        [.. Hj212.Commands.Current.Where(command => command.GoesDown && command.Kind != CommandKind.Interaction).Select(Form)]);

    private static CommandForm Form(Command command) => new(command.Cn, command.NameZh, GroupOf(command.Cn), command.Kind == CommandKind.Notify ? "通知" : "请求",
        command.Since, [.. command.Fields.Select(Input)]);

    private static CommandInput Input(CommandField field)
    {
        var term = field.PerCode ? Terms.Default.Suffix(field.Name) : Terms.Default.Field(field.Name);
        var name = field.PerCode ? $"{(field.Code.Length > 0 ? field.Code : "*")}-{field.Name}" : field.Name;
        return new CommandInput(name, term?.NameZh ?? field.Name, (term?.Kind ?? ValueKind.Text).ToString().ToLowerInvariant(), field.Optional, term?.Low, term?.High, term?.Unit ?? "");
    }

    private static string GroupOf(int command) => command switch
    {
        1011 or 1012 => "时钟",
        >= 1061 and <= 1064 => "上报间隔",
        < 2000 => "初始化与参数",
        2011 or 2012 or 2021 or 2022 => "实时数据",
        < 3000 => "历史数据",
        >= 3011 and <= 3018 or 3022 or 3024 => "采样与校准",
        _ => "现场端信息",
    };

    private static async Task<Results<Ok<string>, ProblemHttpResult>> Send(
        string id, Request request, VisibleStations stations, Conversations conversations, CallerContext caller, CancellationToken stop)
    {
        if (stations.Find(id) is not { } station) return Problems.NotFound();
        var outcome = await conversations.Send(station.Mn, request.Command, request.Fields, caller.Current.Name, stop);
        return outcome.ToAnswer();
    }
}
