using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Messages;
using Qingjian.Platform.Storage;

namespace Qingjian.Monitoring.Supervision;

/// <summary>Writing an act on an order: time line, evidence log, audit trail and change, in one commit.</summary>
internal static class OrderSteps
{
    /// <summary>Puts a step on the time line and, with the commit, into the evidence log.</summary>
    public static Act Note(this MonitoringDb db, SupervisionOrder order, string kind, string title, string? reason = null, OrderState? from = null, OrderState? to = null, string? path = null)
    {
        var who = db.Caller;
        var step = new OrderStep
        {
            Id = NewId.Make(),
            OrderId = order.Id,
            At = db.Now,
            PersonId = who.PersonId,
            PersonName = who.Name,
            Post = who.PostTitle,
            Kind = kind,
            Title = title,
            Reason = reason,
            FromState = from?.ToString(),
            ToState = to?.ToString(),
            Path = path,
        };
        db.Steps.Add(step);
        return new Act(kind, "order", order.Id, $"{order.Number} {title}") { Reason = reason }
            .Enter("case.step", new { step.Id, order = order.Id, order.Number, step.Kind, step.At, step.PersonId, step.FromState, step.ToState, step.Reason });
    }

    /// <summary>Tells those outside the house who subscribed: kind, level and number, nothing of the matter.</summary>
    public static Act Inform(this Act act, string kind, SupervisionOrder order, params IReadOnlyList<string> to) =>
        act.Tell(new OutsideNotice(kind, order.Colour, order.Number, order.Division, order.EnterpriseId, to));
}
