using ApprovalFlow.Competitions;
using ApprovalFlow.Procedures;
using ApprovalFlow.Units;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>The plan as a document, wherever it is shown; <see cref="EditPosts"/> adds links to the posts' forms.</summary>
public sealed record PlanView(
    Competition Competition, Unit Unit, ProcedureVersion Procedure, ProcedureTerms Terms, IReadOnlyList<Post> Posts,
    IReadOnlyList<PlannedPeople> Duties, string? Author, string? Approver, bool EditPosts)
{
    public static PlanView Of(Board board) => new(
        board.Competition, board.Unit, board.Procedure, board.Terms, [.. board.Posts.Select(p => p.Post)],
        [
            .. board.Duties.Where(d => d.Assignment.RelievedAt is null).GroupBy(d => d.Assignment.Duty)
                .Select(g => new PlannedPeople(g.Key, [.. g.Select(d => d.Name)])),
        ],
        board.Author, board.Approver, board.Rights.Organises && board.Competition.PlanIsOpen);

    public static PlanView Of(PlanDocument document) => new(
        document.Competition, document.Unit, document.Procedure, document.Terms, document.Posts, document.Duties, document.Author,
        document.Approver, EditPosts: false);
}
