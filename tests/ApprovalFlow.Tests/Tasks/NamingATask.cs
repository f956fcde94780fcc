using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Languages;

namespace ApprovalFlow.Tests.Tasks;

/// <summary>A task is called the same in a mail as on a page.</summary>
public sealed class NamingATask
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Mails_and_pages_agree(TaskKind kind)
    {
        Assert.Equal(TaskNames.Of(kind).Zh, TextCatalog.BuiltIn("zh").Find($"TaskKind.{kind}"));
        Assert.Equal(TaskNames.Of(kind).En, TextCatalog.BuiltIn("en").Find($"TaskKind.{kind}"));
    }

    public static TheoryData<TaskKind> Kinds => new(Enum.GetValues<TaskKind>());
}
