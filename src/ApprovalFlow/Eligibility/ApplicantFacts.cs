using System.Collections.Immutable;
using ApprovalFlow.Applications;

namespace ApprovalFlow.Eligibility;

/// <summary>One education as far as rules look at it.</summary>
public sealed record EducationFact(bool FullTime, EducationLevel? Level, Degree? Degree);

/// <summary>A rank and the day it was reached; null where the day is not known.</summary>
public sealed record RankFact(PostRank Rank, DateOnly? Since);

/// <summary>One sanction and the day its period counts from.</summary>
public sealed record Sanction(SanctionKind Kind, DateOnly? DecidedOn);

/// <summary>
/// What is known of an applicant when rules are applied. Null means not known, which never counts against anybody by
/// itself; an empty list means that there is none.
/// </summary>
public sealed record ApplicantFacts
{
    public DateOnly? BornOn { get; init; }
    public ImmutableArray<EducationFact> Educations { get; init; } = [];
    public PoliticalStatus? PoliticalStatus { get; init; }
    public DateOnly? PartyJoinedOn { get; init; }

    /// <summary>Empty: has none.</summary>
    public string? Title { get; init; }
    public DateOnly? TitleOn { get; init; }

    /// <summary>The present rank first, then the earlier ones, latest first.</summary>
    public ImmutableArray<RankFact> Ranks { get; init; } = [];
    public DateOnly? PresentPostOn { get; init; }
    public DateOnly? WorkStartedOn { get; init; }
    public DateOnly? UnitJoinedOn { get; init; }
    public Establishment? Establishment { get; init; }

    /// <summary>By year.</summary>
    public ImmutableDictionary<int, AppraisalGrade> Appraisals { get; init; } = ImmutableDictionary<int, AppraisalGrade>.Empty;
    public ImmutableArray<Sanction>? Sanctions { get; init; }

    /// <summary>Only the discipline body knows; no form asks.</summary>
    public bool? UnderInvestigation { get; init; }

    /// <summary>Null: not a recruit on probation.</summary>
    public DateOnly? RecruitProbationEndsOn { get; init; }

    /// <summary>What a registration form says. Sanctions not declared are taken as none; investigations are not asked.</summary>
    public static ApplicantFacts Of(ApplicationForm form) => new()
    {
        BornOn = form.BornOn,
        Educations =
        [
            new(FullTime: true, form.FullTimeEducation.Level, form.FullTimeEducation.Degree),
            new(FullTime: false, form.InServiceEducation.Level, form.InServiceEducation.Degree),
        ],
        PoliticalStatus = form.PoliticalStatus,
        PartyJoinedOn = form.PartyJoinedOn,
        Title = form.ProfessionalTitle,
        TitleOn = form.ProfessionalTitleOn,
        Ranks = RanksOf(form),
        PresentPostOn = form.PresentPostOn,
        WorkStartedOn = form.WorkStartedOn,
        UnitJoinedOn = form.UnitJoinedOn,
        Establishment = form.Establishment,
        Appraisals = form.Appraisals.Where(row => row is { Year: not null, Grade: not null }).GroupBy(row => row.Year!.Value)
            .ToImmutableDictionary(year => year.Key, year => year.Max(row => row.Grade!.Value)),
        Sanctions = [.. form.Sanctions.Where(row => row.Kind is not null).Select(row => new Sanction(row.Kind!.Value, row.DecidedOn))],
        RecruitProbationEndsOn = form.RecruitProbationEndsOn,
    };

    private static ImmutableArray<RankFact> RanksOf(ApplicationForm form)
    {
        if (form.Rank is not { } present) return [];

        var earlier = form.Resume.Where(row => row is { Rank: not null, FromOn: not null })
            .Select(row => new RankFact(row.Rank!.Value, row.FromOn)).OrderByDescending(held => held.Since);
        return [new(present, form.RankOn), .. earlier];
    }
}
