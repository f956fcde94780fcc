using ApprovalFlow.Engine;

namespace ApprovalFlow.Scoring;

/// <summary>The keys of the components that stages publish scores for; tie chains name them too.</summary>
public static class Components
{
    public const string Written = "written";
    public const string Interview = "interview";
    public const string Evaluation = "evaluation";

    /// <summary>In the order people expect them on a list.</summary>
    public static int PlaceOf(string component) => component switch { Written => 1, Interview => 2, Evaluation => 3, _ => 4 };

    /// <summary>How a component is called in mails and on score lists.</summary>
    public static Bilingual NameOf(string component) => component switch
    {
        Written => new("笔试", "written exam"),
        Interview => new("面试", "interview"),
        Evaluation => new("民主测评", "democratic evaluation"),
        _ => new(component, component),
    };
}
