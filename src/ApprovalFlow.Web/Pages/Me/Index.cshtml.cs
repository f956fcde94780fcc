using ApprovalFlow.Applications;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages.Me;

/// <summary>One person's own page: what they take part in, what they may register for, what was written to them.</summary>
[Authorize]
public sealed class IndexModel(OwnCompetitionsQuery competitions) : PageModel
{
    public OwnCompetitions Own { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Own = await competitions.ForAsync(User.ToActor(), ct);

    public Tone ToneOf(ApplicationState state) => StateTone.Of(state);
}

/// <summary>How a case's state should be felt.</summary>
internal static class StateTone
{
    public static Tone Of(ApplicationState state) => state switch
    {
        ApplicationState.Draft => Tone.Wait,
        ApplicationState.Appointed or ApplicationState.Confirmed => Tone.Good,
        ApplicationState.Withdrawn or ApplicationState.PostCancelled or ApplicationState.CompetitionClosed => Tone.Quiet,
        _ => state.IsOut() ? Tone.Bad : Tone.Accent,
    };
}
