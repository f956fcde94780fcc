using System.Text;
using ApprovalFlow.Engine;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>
/// A procedure as a page of its repository: a Mermaid drawing and a table of stage, people, settings and ways out, in
/// Chinese and in English. Generated, so that a change of a definition is read as a change of this page.
/// </summary>
public static class DrawingMarkdown
{
    public static string Of(Drawing drawing, string name, string nameEn, string file)
    {
        var page = new StringBuilder();
        Section(page, drawing, name, file, chinese: true);
        page.Append('\n');
        Section(page, drawing, nameEn, file, chinese: false);
        return page.ToString();
    }

    private static void Section(StringBuilder page, Drawing drawing, string name, string file, bool chinese)
    {
        page.Append(chinese ? "# " : "## ").Append(name).Append("\n\n");
        page.Append(chinese
            ? $"本页由 `{file}` 生成，请勿手工修改。\n\n"
            : $"Generated from `{file}`; not to be edited by hand.\n\n");
        if (chinese) Mermaid(page, drawing);
        page.Append(chinese ? "| 环节 | 办理人 | 参数与期限 | 去向 |\n" : "| Stage | Who | Settings and periods | Ways out |\n");
        page.Append("|---|---|---|---|\n");
        foreach (var activity in drawing.InOrder.Where(a => a.Stage is not null))
        {
            page.Append("| ").Append(ProcedureWords.Name(activity, chinese)).Append(" | ")
                .Append(Of(ProcedureWords.Who(activity.Stage!.Value), chinese)).Append(" | ")
                .AppendJoin("<br>", ProcedureWords.Settings(activity, chinese).Select(s => Cell(s.Label + (chinese ? "：" : ": ") + s.Value.ReplaceLineEndings(chinese ? "、" : ", ")))).Append(" | ")
                .AppendJoin("<br>", drawing.From(activity).Select(c => Cell(ProcedureWords.Outcome(activity, c.Port, chinese) + " → " + Target(drawing, c, chinese))))
                .Append(" |\n");
        }
    }

    private static void Mermaid(StringBuilder page, Drawing drawing)
    {
        var names = drawing.Activities.Select((a, i) => (a.Id, Name: $"n{i}")).ToDictionary(n => n.Id, n => n.Name);
        page.Append("```mermaid\nflowchart TD\n");
        foreach (var activity in drawing.Activities)
        {
            var (open, close) = activity.Stage switch
            {
                null => ("([", "])"),
                StageKind.CloseCompetition => ("[/", "/]"),
                _ => ("[", "]"),
            };
            page.Append("  ").Append(names[activity.Id]).Append(open).Append('"').Append(activity.DisplayText).Append('"').Append(close).Append('\n');
        }

        foreach (var connection in drawing.Connections)
        {
            var from = drawing.Activities.First(a => a.Id == connection.From);
            var label = ProcedureWords.Outcome(from, connection.Port, chinese: true);
            page.Append("  ").Append(names[connection.From]).Append(label.Length > 0 ? $" -->|{label}| " : " --> ").Append(names[connection.To]).Append('\n');
        }

        page.Append("```\n\n");
    }

    private static string Target(Drawing drawing, DrawnConnection connection, bool chinese) =>
        drawing.Activities.FirstOrDefault(a => a.Id == connection.To) is { } target ? ProcedureWords.Name(target, chinese) : connection.To;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Of(Bilingual text, bool chinese) => chinese ? text.Zh : text.En;
}
