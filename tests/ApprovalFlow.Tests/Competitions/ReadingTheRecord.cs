using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Procedures;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Competitions;

/// <summary>The record tab says in words what happened; the entry as it is hashed stays one press away.</summary>
public sealed class ReadingTheRecord
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("zh-CN", "stage.closed", "QualificationReview review-1 #1: Qualified {\"reviewed\":7,\"qualified\":6,\"notQualified\":1}", "资格审查，有人通过，审查 7，合格 6，不合格 1")]
    [InlineData("en", "stage.closed", "QualificationReview review-1 #2: Qualified {\"reviewed\":7}", "Qualification review, time 2, Somebody qualified, reviewed 7")]
    [InlineData("zh-CN", "stage.entered", "Interview interview #1 {\"panel\":7}", "面试")]
    [InlineData("zh-CN", "task.decided", "QualificationFirstReview 0198f0c2a1b27c3d8e4f5a6b7c8d9e0f #1: Approve 材料齐全", "资格初审：通过 材料齐全")]
    [InlineData("zh-CN", "minutes.signed", Hash, "")]
    [InlineData("zh-CN", "decision.reason", "经研究，同意。", "经研究，同意。")]
    public async Task An_entry_is_said_in_words_and_kept_as_stored(string language, string action, string detail, string words)
    {
        using var app = new TestApp();
        var unit = await app.HasUnit();
        var organiser = await app.HasPerson(unit, "孙组织", Role.Organiser);
        var (actor, now) = (new Actor(organiser.Id, organiser.Name), app.Clock.GetUtcNow());
        var procedure = ProcedureVersion.Draft("r-v1", "r", null, 1, "办法", "Way", null, now);
        var competition = Competition.Draft(unit.Id, "2026-01", "竞争上岗", "Competition", procedure, new Plan { AsOf = new(2026, 8, 31) }, actor, now);
        var definition = new Engine.StoredDefinition(Engine.DefinitionImport.Parse("""{"id":"r-v1","definitionId":"r","version":1,"root":{"type":"Elsa.Flowchart","activities":[],"connections":[]}}"""), isPublished: true, now);
        await app.Has([definition, procedure, competition, TrailEntry.Of(competition.Id, action, competition.Id, actor, detail, now)]);

        using var browser = app.As(organiser, language);
        var cell = (await browser.Read($"/competitions/{competition.Id}?tab=record")).QuerySelector("tbody tr td:last-child")!;
        Assert.Equal(detail, cell.QuerySelector("details code")!.TextContent);
        cell.QuerySelector("details")!.Remove();
        Assert.Equal(words, cell.TextContent.Trim());
    }
}
