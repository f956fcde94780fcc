using System.Collections.Immutable;
using ApprovalFlow.Scoring;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>What the written exam came to for one candidate.</summary>
public enum ExamResult
{
    Shortlisted = 1,
    Absent = 2,
    Zero = 3,
    BelowPassLine = 4,

    /// <summary>Passed, but others filled the places.</summary>
    BeyondRatio = 5,
}

/// <summary>Who of one post goes on to the interview: by mark, to the ratio, all tied at the last place with them.</summary>
public static class ExamShortlist
{
    public static IReadOnlyDictionary<Guid, ExamResult> Of(
        WrittenExamSettings settings, IReadOnlyDictionary<Guid, decimal?> marks, int quota)
    {
        // Within one component the mark itself is the order; its weight matters only in the total.
        var composition = new Composition([settings.Component with { Weight = 100 }], [TieChain.AdmitAll]);
        var ranking = Ranking.Of(composition, marks.Where(each => Excluded(settings, each.Value) is null).Select(each => new Contender(
            each.Key, ImmutableDictionary<string, ComponentScore>.Empty.Add(Components.Written, new(each.Value!.Value)))));
        var list = Shortlist.Of(ranking, Shortlist.Places(settings.InterviewRatio, quota));

        return marks.ToDictionary(each => each.Key, each =>
            Excluded(settings, each.Value) ?? (list.Admitted.Contains(each.Key) ? ExamResult.Shortlisted : ExamResult.BeyondRatio));
    }

    private static ExamResult? Excluded(WrittenExamSettings settings, decimal? mark) => mark switch
    {
        null => ExamResult.Absent,
        0 when settings.ZeroExcludes => ExamResult.Zero,
        _ when mark < settings.PassLine => ExamResult.BelowPassLine,
        _ => null,
    };
}
