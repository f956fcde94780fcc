namespace ApprovalFlow.Rehearsals;

/// <summary>
/// How one invented candidate fares: what the people who judge will find. Nothing here moves the candidate; the rules do,
/// from what is found.
/// </summary>
public sealed record CandidateScript
{
    /// <summary>From 0: which of the competition's posts, in the order announced.</summary>
    public int Post { get; init; }

    public bool Qualified { get; init; } = true;

    /// <summary>What the reviewer says when not qualified.</summary>
    public string Finding { get; init; } = "现任职务任职时间未满规定年限。";

    /// <summary>Null: did not come.</summary>
    public decimal? Written { get; init; } = 80m;

    /// <summary>The middle of the panel's totals; assessors differ a little around it.</summary>
    public decimal Interview { get; init; } = 85m;

    /// <summary>How many of a hundred evaluators approve.</summary>
    public int ApprovePercent { get; init; } = 85;

    public bool Suitable { get; init; } = true;
    public bool ChecksClear { get; init; } = true;

    /// <summary>Members of the party group who vote against.</summary>
    public int VotesAgainst { get; init; }

    /// <summary>A report is made during the notice.</summary>
    public bool Reported { get; init; }

    /// <summary>What the report says turns out to be true, and keeps the candidate from the post.</summary>
    public bool ReportUpheld { get; init; }

    /// <summary>Excellent and competent marks of ten at the end of probation.</summary>
    public int ProbationMarksOfTen { get; init; } = 9;
}

/// <summary>One invented course of a competition.</summary>
public sealed record Script(string Name, IReadOnlyList<CandidateScript> Candidates)
{
    /// <summary>Share of evaluators who come, in percent.</summary>
    public int EvaluatorsPresentPercent { get; init; } = 95;

    /// <summary>The same at the first meeting; null: no different.</summary>
    public int? FirstMeetingPercent { get; init; }

    /// <summary>What the leading group rules when a post has too few applicants.</summary>
    public Stages.Registration.PostMeasure TooFew { get; init; } = Stages.Registration.PostMeasure.Cancel;

    /// <summary>The script of an application, by its registration number.</summary>
    public CandidateScript Of(string number) =>
        int.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var place) && place <= Candidates.Count
            ? Candidates[place - 1] : new CandidateScript();
}
