namespace ApprovalFlow.Web.TagHelpers;

/// <summary>How something should be felt; the words always say it too.</summary>
public enum Tone
{
    Quiet,
    Accent,
    Good,
    Wait,
    Bad,
}

internal static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Quiet => "quiet",
        Tone.Accent => "accent",
        Tone.Good => "good",
        Tone.Wait => "wait",
        Tone.Bad => "bad",
    };
}
