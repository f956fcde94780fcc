using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Staff: a procedure of the unit waits for the approval of somebody who did not draw it.</summary>
public sealed record ProcedureToApprove(string Name, string NameEn, string VersionId) : MailText
{
    public override MailEvent Event => MailEvent.TaskAssigned;

    public override Bilingual Subject => new($"待办：审批程序“{Name}”", $"To do: approve the procedure “{NameEn}”");

    public override IReadOnlyList<Bilingual> Paragraphs =>
    [
        new($"程序“{Name}”已通过检查，请您审批。批准即发布，此后不再变更；需要修改的，请说明理由退回。",
            $"The procedure “{NameEn}” has passed its checks and waits for you. Approving publishes it for good; give it back with a reason if it needs work."),
    ];

    public override string? Path => $"/procedures/{VersionId}";
}
