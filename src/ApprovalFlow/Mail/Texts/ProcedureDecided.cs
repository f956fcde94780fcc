using ApprovalFlow.Engine;

namespace ApprovalFlow.Mail.Texts;

/// <summary>Staff: what became of a procedure the recipient drew on.</summary>
public sealed record ProcedureDecided(string Name, string NameEn, string VersionId, bool Published, string Reason) : MailText
{
    public override MailEvent Event => MailEvent.OrganiserNotice;

    public override Bilingual Subject => Published
        ? new($"程序“{Name}”已发布", $"The procedure “{NameEn}” is published")
        : new($"程序“{Name}”已退回", $"The procedure “{NameEn}” was given back");

    public override IReadOnlyList<Bilingual> Paragraphs => Published
        ? [new("可以用它举办竞争上岗了。已发布的版本不再变更，修改即是新版本。", "Competitions may be held on it now. A published version never changes; a change is a new version.")]
        : [new($"退回理由：{Reason}", $"The reason: {Reason}")];

    public override string? Path => $"/procedures/{VersionId}";
}
