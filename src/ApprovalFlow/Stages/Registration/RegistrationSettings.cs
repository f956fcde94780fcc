using System.Text.Json;
using ApprovalFlow.Competitions;

namespace ApprovalFlow.Stages.Registration;

/// <summary>What the leading group may do with a post that has too few applicants. Stored; never renumber.</summary>
public enum PostMeasure
{
    /// <summary>取消该职位.</summary>
    Cancel = 1,

    /// <summary>核减职数.</summary>
    Reduce = 2,

    /// <summary>延长报名一次.</summary>
    ExtendOnce = 3,

    /// <summary>取消职位，报名人可改报一次.</summary>
    RechooseOnce = 4,

    /// <summary>不低于最低比例，继续进行.</summary>
    Continue = 5,
}

/// <summary>The stage's settings in force for one run, as kept with the run.</summary>
public sealed record RegistrationSettings(
    int OpeningRatio, int FloorRatio, IReadOnlyList<PostMeasure> BelowFloor, int Preferences, int ExtensionWorkingDays, int RechooseWorkingDays)
{
    public static RegistrationSettings Of(StageRun run) =>
        JsonSerializer.Deserialize<RegistrationSettings>(run.SettingsJson, Competition.Json)
        ?? throw new InvalidOperationException($"The registration run {run.Id} has no settings.");
}
