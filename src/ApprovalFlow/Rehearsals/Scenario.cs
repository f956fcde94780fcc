using ApprovalFlow.Engine;
using ApprovalFlow.Stages.Registration;

namespace ApprovalFlow.Rehearsals;

/// <summary>
/// A named course that invented candidates take through a procedure. It says what people find and how they vote; which way
/// the procedure then goes is the procedure's own doing.
/// </summary>
public sealed class Scenario
{
    private readonly Func<CandidateScript, int, CandidateScript> _fate;

    private Scenario(string name, Bilingual title, Func<CandidateScript, int, CandidateScript> fate) => (Name, Title, _fate) = (name, title, fate);

    /// <summary>As it is named on the command line and in addresses.</summary>
    public string Name { get; }

    public Bilingual Title { get; }

    /// <summary>How many posts and who applied, where an earlier competition says so; null: as many as are asked for.</summary>
    public (int Posts, IReadOnlyList<CandidateScript> Field)? Past { get; private init; }

    /// <summary>Only one applicant for each post, whatever number was asked for.</summary>
    public bool OneForEachPost { get; private init; }

    /// <summary>A member of the party group is related to the first candidate.</summary>
    public bool MemberIsRelated { get; private init; }

    /// <summary>Share of evaluators at the first meeting, in percent.</summary>
    public int FirstMeetingPercent { get; private init; } = 95;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ordinary", new("一切正常", "Everything as usual"), (candidate, rank) => rank switch
        {
            3 => candidate with { Qualified = false },
            4 => candidate with { Written = null },
            _ => candidate,
        }),
        new("too-few", new("报名人数不足", "Too few apply"), (candidate, _) => candidate) { OneForEachPost = true },
        new("none-qualified", new("均未通过资格审查", "Nobody is qualified"), (candidate, _) => candidate with { Qualified = false }),
        new("absences", new("多人缺考，首次测评到会不足", "Many are absent; the first evaluation meeting lacks its quorum"),
            (candidate, rank) => rank % 2 == 1 ? candidate with { Written = null } : candidate) { FirstMeetingPercent = 50 },
        new("none-passed", new("成绩均未达线", "Nobody reaches the pass line"), (candidate, _) => candidate with { Written = 40, Interview = 40 }),
        new("none-interviewed", new("面试均未达线", "Nobody passes the interview"), (candidate, _) => candidate with { Interview = 40 }),
        new("none-recognised", new("民主测评均未获认可", "Nobody is recognised in the evaluation"), (candidate, _) => candidate with { ApprovePercent = 40 }),
        new("tie", new("成绩并列", "Equal totals"), (candidate, rank) => rank < 3 ? candidate with { Written = 95, Interview = 92, ApprovePercent = 94 } : candidate),
        new("none-suitable", new("考察均不合适", "Inspection finds nobody suitable"), (candidate, _) => candidate with { Suitable = false }),
        new("none-cleared", new("四项核查均未通过", "The four checks clear nobody"), (candidate, _) => candidate with { ChecksClear = false }),
        new("recusal", new("党组成员回避", "A member of the party group is recused"), (candidate, _) => candidate) { MemberIsRelated = true },
        new("none-voted", new("表决均未通过", "The party group agrees to nobody"), (candidate, _) => candidate with { VotesAgainst = Everybody }),
        new("objection", new("公示期间有人反映，查不属实", "A report during the notice is not substantiated"), (candidate, rank) => candidate with { Reported = rank == 0 }),
        new("objection-upheld", new("公示期间有人反映，查实影响任职", "A report during the notice is upheld"),
            (candidate, rank) => candidate with { Reported = rank == 0, ReportUpheld = rank == 0 }),
    ];

    /// <summary>More votes than a party group has.</summary>
    public const int Everybody = 99;

    /// <summary>An earlier field once more; <paramref name="of"/> is the competition it comes from.</summary>
    public static Scenario Again(IReadOnlyList<CandidateScript> field, int posts, Bilingual of) =>
        new("past", new($"沿用“{of.Zh}”的人数和成绩", $"The numbers of \"{of.En}\" again"), (candidate, _) => candidate) { Past = (posts, field) };

    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    /// <summary>So many candidates, dealt out over the posts, each a little behind the one before.</summary>
    public Script Write(int candidates, int posts)
    {
        var count = OneForEachPost ? posts : candidates;
        return new Script(Name, Past?.Field ?? [.. Enumerable.Range(0, count).Select(i => _fate(Usual(i % posts, i / posts), i / posts))])
        {
            EvaluatorsPresentPercent = 95, FirstMeetingPercent = FirstMeetingPercent, TooFew = PostMeasure.Cancel,
        };
    }

    private static CandidateScript Usual(int post, int rank) => new()
    {
        Post = post,
        Written = Math.Max(62, 95 - rank * 0.5m),
        Interview = Math.Max(66, 92 - rank * 0.5m),
        ApprovePercent = Math.Max(60, 94 - rank),
        VotesAgainst = rank == 0 ? 0 : Everybody,
    };
}
