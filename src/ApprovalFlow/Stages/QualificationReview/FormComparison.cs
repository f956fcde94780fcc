using ApprovalFlow.Applications;

namespace ApprovalFlow.Stages.QualificationReview;

/// <summary>One fact as the candidate gave it and as the personnel file has it; values are text, dates or enum members.</summary>
public sealed record ComparedFact(string Field, object? Given, object? OnFile)
{
    /// <summary>The file knows it and says something else. Where the file is silent there is nothing to compare.</summary>
    public bool Differs => OnFile is not null && !Equals(Given, OnFile);
}

/// <summary>The information check laid out: the form beside the personnel file, whose dates prevail (DOMAIN §15 case 17).</summary>
public static class FormComparison
{
    public static IReadOnlyList<ComparedFact> Of(ApplicationForm form, ApplicationForm file) =>
    [
        Fact(nameof(form.Name), Text(form.Name), Text(file.Name)),
        Fact(nameof(form.Sex), form.Sex, file.Sex),
        Fact(nameof(form.BornOn), form.BornOn, file.BornOn),
        Fact(nameof(form.Ethnicity), Text(form.Ethnicity), Text(file.Ethnicity)),
        Fact(nameof(form.NativePlace), Text(form.NativePlace), Text(file.NativePlace)),
        Fact(nameof(form.PoliticalStatus), form.PoliticalStatus, file.PoliticalStatus),
        Fact(nameof(form.PartyJoinedOn), form.PartyJoinedOn, file.PartyJoinedOn),
        Fact(nameof(form.WorkStartedOn), form.WorkStartedOn, file.WorkStartedOn),
        Fact(nameof(form.UnitJoinedOn), form.UnitJoinedOn, file.UnitJoinedOn),
        Fact(nameof(form.HighestEducation), form.HighestEducation, file.HighestEducation),
        Fact(nameof(form.Department), Text(form.Department), Text(file.Department)),
        Fact(nameof(form.PresentPost), Text(form.PresentPost), Text(file.PresentPost)),
        Fact(nameof(form.PresentPostOn), form.PresentPostOn, file.PresentPostOn),
        Fact(nameof(form.Rank), form.Rank, file.Rank),
        Fact(nameof(form.RankOn), form.RankOn, file.RankOn),
        Fact(nameof(form.Establishment), form.Establishment, file.Establishment),
    ];

    private static ComparedFact Fact(string field, object? given, object? onFile) => new(field, given, onFile);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
