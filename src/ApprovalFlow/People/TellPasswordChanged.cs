using System.Globalization;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Mail.Texts;
using ApprovalFlow.Trail;

namespace ApprovalFlow.People;

/// <summary>Puts a changed password on record and tells its owner by mail, so that a change by somebody else is noticed.</summary>
public sealed class TellPasswordChanged(ApprovalDb db, Outbox outbox, TimeProvider clock)
{
    public Task RunAsync(Actor actor, CancellationToken ct) => db.CommitAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var text = new AccountChanged(new Bilingual(
            $"您的登录密码已于{MailDate.Zh(now)}修改。", $"Your password was changed on {MailDate.En(now)}."));
        db.Record(TrailEntry.HouseChain, "account.password-changed", actor.PersonId, actor, "", now);
        var key = string.Create(CultureInfo.InvariantCulture, $"M15Account:password:{now.UtcTicks}");
        await outbox.PromiseAsync(db, actor.PersonId, text, key, 1, null, null, now, ct);
        await db.SaveChangesAsync(ct);
        return true;
    });
}
