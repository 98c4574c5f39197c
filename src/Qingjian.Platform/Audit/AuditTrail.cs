using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;

namespace Qingjian.Platform.Audit;

/// <summary>Writes records that no business change carries: refusals, sign-ins, views of personal data, exports.</summary>
public sealed class AuditTrail
{
    private readonly PlatformDb db;

    internal AuditTrail(PlatformDb db) => this.db = db;

    /// <summary>Records something seen or done that changes no business row.</summary>
    public Task Note(Act act, CancellationToken stop) => db.Commit(act, stop);

    /// <summary>Records a refusal. <paramref name="why"/> is the code and message told to the person.</summary>
    public async Task Refused(Act act, string why, CancellationToken stop) => await db.Refuse(act, why, stop);
}
