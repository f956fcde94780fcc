using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ApprovalFlow.Engine;
using ApprovalFlow.Procedures.Checks;

namespace ApprovalFlow.Web.CommandLine;

/// <summary><c>procedure check FILE ...</c>: holds drawings against the rules before anybody runs a competition on them.</summary>
internal static class ProcedureCommand
{
    public static Command Describe()
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Procedures: Elsa 3 workflow definitions (JSON)", Arity = ArgumentArity.OneOrMore };
        var language = new Option<string?>("--lang") { Description = "zh or en; else the language of the environment, else zh" };
        var check = new Command("check", "Says what is wrong with procedures, and by which rule; exit code 1 where something must not be published") { files, language };
        check.SetAction((parsed, ct) => CheckAsync(parsed.GetRequiredValue(files), parsed.GetValue(language), Console.Out, Console.Error, ct));
        return new Command("procedure", "Procedures: checked and rehearsed before they are published") { check, RehearsalCommand.Describe() };
    }

    /// <summary>0: no error; 1: at least one error; 2: a file could not be read. One line for each finding.</summary>
    internal static async Task<int> CheckAsync(FileInfo[] files, string? language, TextWriter output, TextWriter errors, CancellationToken ct)
    {
        var chinese = IsChinese(language);
        var (unread, blocked) = (false, false);
        foreach (var file in files)
        {
            if (await ReadAsync(file, chinese, errors, ct) is not { } json)
            {
                unread = true;
                continue;
            }

            var findings = ProcedureCheck.Of(json, Beside(file));
            blocked |= findings.Any(f => f.Blocks);
            foreach (var finding in findings) await output.WriteLineAsync(Line(finding, files.Length > 1 ? file.ToString() + ": " : "", chinese));
        }

        return unread ? 2 : blocked ? 1 : 0;
    }

    internal static bool IsChinese(string? language)
    {
        var chosen = language ?? Environment.GetEnvironmentVariable("LANG") ?? "";
        return !chosen.StartsWith("en", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The text of a file that holds a JSON object; else null and a sentence for whoever typed its name.</summary>
    internal static async Task<string?> ReadAsync(FileInfo file, bool chinese, TextWriter errors, CancellationToken ct)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file.FullName, ct);
            DefinitionImport.Parse(text);
            return text;
        }
        catch (DefinitionRefusedException refused)
        {
            var problem = refused.Problems[0].Text;
            await errors.WriteLineAsync(chinese ? $"{file}：{problem.Zh}" : $"{file}: {problem.En}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var missing = error is FileNotFoundException or DirectoryNotFoundException;
            await errors.WriteLineAsync((chinese, missing) switch
            {
                (true, true) => $"找不到文件 {file}。",
                (true, false) => $"无法读取 {file}：{error.Message}",
                (false, true) => $"There is no file {file}.",
                (false, false) => $"{file} cannot be read: {error.Message}",
            });
        }

        return null;
    }

    /// <summary>Workflows that a procedure uses as activities are looked for among the JSON files of its folder.</summary>
    internal static DefinitionImport.Resolve Beside(FileInfo file)
    {
        var found = new Lazy<List<JsonObject>>(() => [.. Candidates(file)]);
        return reference =>
        {
            var same = found.Value.FindAll(d => Text(d, "definitionId") == reference.DefinitionId);
            return same.Find(d => Text(d, "id") == reference.VersionId) ?? same.MaxBy(d => d["version"]?.ToString() is { } v && int.TryParse(v, CultureInfo.InvariantCulture, out var n) ? n : 0);
        };
    }

    private static IEnumerable<JsonObject> Candidates(FileInfo file)
    {
        foreach (var other in file.Directory?.GetFiles("*.json").OrderBy(f => f.Name, StringComparer.Ordinal) ?? Enumerable.Empty<FileInfo>())
        {
            JsonObject? json = null;
            try
            {
                json = DefinitionImport.Parse(File.ReadAllText(other.FullName));
            }
            catch (Exception error) when (error is DefinitionRefusedException or IOException or UnauthorizedAccessException)
            {
                // Not a workflow: no candidate.
            }

            if (json is not null) yield return json;
        }
    }

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Line(ProcedureFinding finding, string prefix, bool chinese)
    {
        var severity = finding.Severity == FindingSeverity.Error ? "error" : "warning";
        var (text, sentence, source, mend) = chinese
            ? (finding.Text.Zh, finding.Rule.Sentence.Zh, finding.Source.Zh, finding.Mend.Zh)
            : (finding.Text.En, finding.Rule.Sentence.En, finding.Source.En, finding.Mend.En);
        var reason = chinese ? $"（{sentence}{source}）" : $" ({sentence} {source})";
        return $"{prefix}{severity} {finding.Code} {finding.ActivityId ?? "-"}: {text}{reason}{(chinese ? "" : " ")}{mend}";
    }
}
