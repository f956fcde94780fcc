using System.Globalization;
using System.Net;
using System.Text;
using ApprovalFlow.Stages;

namespace ApprovalFlow.Procedures;

/// <summary>How far a running competition has come in one activity of its drawing.</summary>
public enum DrawnProgress
{
    Ahead = 1,
    Here = 2,
    Passed = 3,
}

/// <summary>
/// A drawing as SVG, at the places its designer chose. Presentation attributes only, so that the strictest content policy
/// shows it; what it says in colour it also says by the shape of the border.
/// </summary>
public static class DrawingSvg
{
    private const double Margin = 24;

    public static string Of(Drawing drawing, bool chinese, string title, Func<DrawnActivity, DrawnProgress>? progress = null)
    {
        if (drawing.Activities.Count == 0) return "";
        var left = drawing.Activities.Min(a => a.X) - Margin;
        var top = drawing.Activities.Min(a => a.Y) - Margin;
        var width = drawing.Activities.Max(a => a.X + a.Width) + Margin - left;
        var height = drawing.Activities.Max(a => a.Y + a.Height) + Margin - top;

        var svg = new StringBuilder();
        svg.Append(Fixed($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:0.#} {top:0.#} {width:0.#} {height:0.#}" width="{width:0.#}" height="{height:0.#}" class="procedure-drawing" role="img" font-family="inherit" font-size="14">"""));
        svg.Append("<title>").Append(Encode(title)).Append("</title>");
        svg.Append("""<defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#6b7785"/></marker></defs>""");

        var byId = drawing.Activities.GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.First());
        foreach (var connection in drawing.Connections)
        {
            if (byId.TryGetValue(connection.From, out var from) && byId.TryGetValue(connection.To, out var to))
                Arrow(svg, from, to, ProcedureWords.Outcome(from, connection.Port, chinese));
        }

        foreach (var activity in drawing.Activities) Box(svg, activity, chinese, progress?.Invoke(activity));
        return svg.Append("</svg>").ToString();
    }

    /// <summary>Downwards from the foot to the head of the next; sideways or back as an elbow from the nearer side.</summary>
    private static void Arrow(StringBuilder svg, DrawnActivity from, DrawnActivity to, string label)
    {
        var (fromX, toX) = (from.X + from.Width / 2, to.X + to.Width / 2);
        double labelX, labelY;
        string path;
        if (to.Y >= from.Y + from.Height)
        {
            var middle = (from.Y + from.Height + to.Y) / 2;
            path = Fixed($"M{fromX:0.#} {from.Y + from.Height:0.#}V{middle:0.#}H{toX:0.#}V{to.Y:0.#}");
            (labelX, labelY) = (fromX + 8, from.Y + from.Height + 18);
        }
        else
        {
            var right = to.X >= from.X + from.Width;
            var (startX, endX) = right ? (from.X + from.Width, to.X) : (from.X, to.X + to.Width);
            var (startY, endY) = (from.Y + from.Height / 2, to.Y + to.Height / 2);
            var middle = (startX + endX) / 2;
            path = Fixed($"M{startX:0.#} {startY:0.#}H{middle:0.#}V{endY:0.#}H{endX:0.#}");
            (labelX, labelY) = (Math.Min(startX, endX) + 8, startY - 8);
        }

        svg.Append(Fixed($"""<path d="{path}" fill="none" stroke="#6b7785" stroke-width="1.5" marker-end="url(#arrow)"/>"""));
        svg.Append(Fixed($"""<text x="{labelX:0.#}" y="{labelY:0.#}" fill="#4a5663" font-size="12">{Encode(label)}</text>"""));
    }

    private static void Box(StringBuilder svg, DrawnActivity activity, bool chinese, DrawnProgress? progress)
    {
        var (fill, stroke, ink) = (activity.Stage, progress) switch
        {
            (_, DrawnProgress.Here) => ("#17506b", "#17506b", "#ffffff"),
            (_, DrawnProgress.Passed) => ("#e3f1e6", "#2f7d46", "#1d2733"),
            (StageKind.CloseCompetition, _) => ("#ffffff", "#a3492f", "#1d2733"),
            (null, _) => ("#eef1f4", "#6b7785", "#1d2733"),
            _ => ("#ffffff", "#17506b", "#1d2733"),
        };
        var dash = progress == DrawnProgress.Ahead ? " stroke-dasharray=\"5 4\"" : "";
        var round = activity.Stage is null ? activity.Height / 2 : 6;
        svg.Append(Fixed($"""<rect x="{activity.X:0.#}" y="{activity.Y:0.#}" width="{activity.Width:0.#}" height="{activity.Height:0.#}" rx="{round:0.#}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"{dash}/>"""));
        svg.Append(Fixed($"""<text x="{activity.X + activity.Width / 2:0.#}" y="{activity.Y + activity.Height / 2 + 5:0.#}" text-anchor="middle" fill="{ink}">{Encode(ProcedureWords.Name(activity, chinese))}</text>"""));
    }

    private static string Fixed(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
