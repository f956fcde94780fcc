using ApprovalFlow.Objections;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The discipline office concludes on a verified report.</summary>
public sealed class DecideObjectionModel(TaskHeaderQuery headers, ObjectionQuery objections, DecideObjection decide, Texts texts)
    : TaskPage(TaskKind.DecideObjection, headers)
{
    public ObjectionSheet Sheet { get; private set; } = null!;

    /// <summary>May give the reporter the answer.</summary>
    public bool IsDiscipline { get; private set; }

    [BindProperty]
    public ObjectionState? Result { get; set; }

    [BindProperty]
    public string? Conclusion { get; set; }

    public IEnumerable<(ObjectionState Result, string Words)> Choices()
    {
        yield return (ObjectionState.Unsubstantiated, texts["反映不实或者查无实据，继续任职程序"]);
        yield return (ObjectionState.NoEffect, texts["反映属实，但不影响任职，继续任职程序"]);
        yield return (ObjectionState.Upheld, texts["反映属实并影响任职，不予任职"]);
    }

    protected override async Task LoadAsync(CancellationToken ct)
    {
        Sheet = await objections.OfTaskAsync(Header.SubjectId!.Value, ct);
        IsDiscipline = await objections.ForDisciplineAsync(Sheet.Id, User.ToActor(), ct) is not null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Result is not { } result) return await AgainAsync(nameof(Result), texts["请选择结论。"], ct);

        var outcome = await decide.RunAsync(new(Id, result, Conclusion), User.ToActor(), ct);
        return outcome switch
        {
            DecideObjectionOutcome.Decided => Done(texts["已作出结论。署名反映的，请向反映人反馈并记录。"]),
            DecideObjectionOutcome.NotFound => NotFound(),
            DecideObjectionOutcome.AlreadyDecided => await AgainAsync("", texts["已经作出结论。"], ct),
            DecideObjectionOutcome.OwnVerification => await AgainAsync("", texts["核查是您办理的，结论须由其他人作出。"], ct),
            DecideObjectionOutcome.ResultMissing => await AgainAsync(nameof(Result), texts["请选择结论。"], ct),
            DecideObjectionOutcome.ReasonRequired => await AgainAsync(nameof(Conclusion), texts["请写明理由。"], ct),
        };
    }
}
