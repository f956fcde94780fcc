using System.Text.Json;
using ApprovalFlow.Procedures;

namespace ApprovalFlow.Competitions;

/// <summary>
/// The one text that stands for an approved plan: plan, posts, duties and the version of the procedure, in a fixed order.
/// Its hash is what the approval was given to.
/// </summary>
public static class CanonicalPlan
{
    public static string Of(Competition competition, IEnumerable<Post> posts, IEnumerable<Assignment> duties, ProcedureVersion procedure) =>
        JsonSerializer.Serialize(
            new
            {
                competition.Id, competition.UnitId, competition.Number, competition.Title, competition.TitleEn,
                Procedure = new { procedure.Id, procedure.Hash },
                competition.Plan,
                Posts = posts.OrderBy(p => p.Seq).ThenBy(p => p.Id).Select(p => new
                {
                    p.Id, p.Seq, p.Name, p.Department, p.Level, p.Duties, p.Requirements, p.RulesJson, p.NeedsHealth, p.Vacancies, p.Quota,
                }),
                Duties = duties.Where(d => d.RelievedAt is null).OrderBy(d => d.Duty).ThenBy(d => d.PersonId)
                    .Select(d => new { d.Duty, d.PersonId, d.Category }),
            },
            Competition.Json);
}
