using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Engine;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Rehearsals;

namespace ApprovalFlow.Web.CommandLine;

/// <summary><c>procedure rehearse FILE</c>: plays a procedure through with invented people and says what happened when.</summary>
internal static class RehearsalCommand
{
    private const string Every = "all";
    private const int UsualCandidates = 12;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public static Command Describe()
    {
        var file = new Argument<FileInfo>("file") { Description = "Procedure: an Elsa 3 workflow definition (JSON)" };
        var start = new Option<string?>("--start") { Description = "Day of the announcement, yyyy-MM-dd; else the next working day" };
        var candidates = new Option<int>("--candidates") { Description = $"How many apply, 1 to {Rehearse.MostCandidates}", DefaultValueFactory = _ => UsualCandidates };
        var scenarios = new Option<string[]>("--scenario")
        {
            Description = $"{string.Join(", ", Scenario.All.Select(s => s.Name))}, or {Every}", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["ordinary"],
        };
        var against = new Option<FileInfo?>("--against") { Description = "The version in force: what differs from it is said too" };
        var json = new Option<bool>("--json") { Description = "Writes JSON instead of text" };
        var language = new Option<string?>("--lang") { Description = "zh or en; else the language of the environment, else zh" };
        var rehearse = new Command("rehearse", "Plays a procedure through with invented candidates on a clock that jumps") { file, start, candidates, scenarios, against, json, language };
        rehearse.SetAction((parsed, ct) => RunAsync(
            new(parsed.GetRequiredValue(file), parsed.GetValue(start), parsed.GetRequiredValue(candidates), parsed.GetRequiredValue(scenarios),
                parsed.GetValue(against), parsed.GetValue(json), ProcedureCommand.IsChinese(parsed.GetValue(language))),
            Console.Out, Console.Error, ct));
        return rehearse;
    }

    private sealed record Wanted(FileInfo File, string? Start, int Candidates, string[] Scenarios, FileInfo? Against, bool Json, bool Chinese);

    private sealed record Told(IReadOnlyList<RehearsalReport> Reports, IReadOnlyList<RehearsedBranch> NotReached, IReadOnlyList<RehearsalChange>? Changes);

    /// <summary>0: played through; 1: a scenario did not come to an end, or the drawing cannot run; 2: something asked for does not exist.</summary>
    private static async Task<int> RunAsync(Wanted wanted, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        CultureInfo.CurrentUICulture = new CultureInfo(wanted.Chinese ? Language.Chinese : Language.English);
        if (StartOf(wanted.Start) is not { } startOn)
        {
            await errors.WriteLineAsync(wanted.Chinese ? $"“{wanted.Start}”不是日期，请写成 2027-01-15 的样子。" : $"'{wanted.Start}' is no date; write it like 2027-01-15.");
            return 2;
        }

        string[] scenarios = wanted.Scenarios.Contains(Every) ? [.. Scenario.All.Select(s => s.Name)] : wanted.Scenarios;
        var played = await PlayAsync(wanted.File, wanted, startOn, scenarios, errors, ct);
        if (played.Reports is not { } reports) return played.Code;

        IReadOnlyList<RehearsalChange>? changes = null;
        if (wanted.Against is { } file)
        {
            var inForce = await PlayAsync(file, wanted, startOn, scenarios[..1], errors, ct);
            if (inForce.Reports is not { } before) return inForce.Code;
            changes = RehearsalDifference.Between(before[0], reports[0]);
        }

        var told = new Told(reports, RehearsalReport.NotReached(reports), changes);
        if (wanted.Json) await output.WriteLineAsync(JsonSerializer.Serialize(told, Json));
        else await RehearsalText.WriteAsync(told.Reports, told.NotReached, told.Changes, new Texts(), wanted.Chinese, output);
        return reports.Any(r => r.Stuck is not null) ? 1 : 0;
    }

    private static async Task<(int Code, IReadOnlyList<RehearsalReport>? Reports)> PlayAsync(
        FileInfo file, Wanted wanted, DateOnly startOn, string[] scenarios, TextWriter errors, CancellationToken ct)
    {
        if (await ProcedureCommand.ReadAsync(file, wanted.Chinese, errors, ct) is not { } json) return (2, null);
        var used = DefinitionImport.References(DefinitionImport.Parse(json)).Select(r => ProcedureCommand.Beside(file)(r)?.ToJsonString()).OfType<string>().Distinct().ToList();
        var played = await Rehearse.RunAsync(new(json, startOn, wanted.Candidates, scenarios, BuiltInCalendar.Current, used, AtOnce: Environment.ProcessorCount), Limit, ct);
        var complaint = played.Outcome switch
        {
            RehearseOutcome.Rehearsed => null,
            RehearseOutcome.NotRunnable => new Bilingual("流程不能运行：" + played.Findings[0].Text.Zh, "The procedure cannot run: " + played.Findings[0].Text.En),
            RehearseOutcome.UnknownScenario => new("没有这样的情形，可选：" + string.Join("、", Scenario.All.Select(s => s.Name)), "There is no such scenario; there are: " + string.Join(", ", Scenario.All.Select(s => s.Name))),
            RehearseOutcome.CandidatesOutOfRange => new($"报名人数应为 1 至 {Rehearse.MostCandidates}。", $"Candidates must be 1 to {Rehearse.MostCandidates}."),
            RehearseOutcome.TookTooLong => new("演练用时过长，已停止。", "The rehearsal took too long and was stopped."),
        };
        if (complaint is null) return (0, played.Reports);
        await errors.WriteLineAsync(wanted.Chinese ? complaint.Zh : complaint.En);
        return (played.Outcome == RehearseOutcome.NotRunnable ? 1 : 2, null);
    }

    private static DateOnly? StartOf(string? written)
    {
        if (written is null) return BuiltInCalendar.Current.AddWorkingDays(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()), 1);
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
