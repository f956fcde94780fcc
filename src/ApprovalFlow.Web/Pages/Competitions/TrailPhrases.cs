using System.Text.RegularExpressions;

namespace ApprovalFlow.Web.Pages.Competitions;

/// <summary>
/// The record is stored, and hashed, in one form with short English connectives. This is how they read in Chinese; names,
/// kinds and dates have been put into words before.
/// </summary>
internal static class TrailPhrases
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Applied in this order, to acts whose name begins so.</summary>
    private static readonly (string Acts, Regex Stored, string Chinese)[] All =
    [
        Of("application.", "^privacy notice shown$", "已显示个人信息处理告知"),
        Of("application.", " late$", "，补报名"),
        Of("application.", "appointed in another competition", "已在其他竞争上岗中任职"),
        Of("application.", "^(.+?) from (.+?): ", "$1（此前：$2）："),
        Of("application.cleared", @"notice ended, (\d+) report\(s\), none affecting", "公示期满，收到反映 $1 件，均不影响任职"),
        Of("attachment.", @"(\d+) bytes", "$1 字节"),
        Of("ballot-box.", @"(\d+) issued, (\d+) lines", "发出票 $1，每张 $2 项"),
        Of("", @"\bissued (\d+), collected (\d+), valid (\d+), invalid (\d+)", "发出票 $1，收回票 $2，有效票 $3，无效票 $4"),
        Of("", @"\bagree (\d+), disagree (\d+), abstain (\d+)", "同意 $1，不同意 $2，弃权 $3"),
        Of("deadline.", @"^(\S+) (.+) would be (.+) by (\S+)$", "$1 $2，按日历 $4 应为 $3"),
        Of("deadline.", @"^(\S+) scheduled (.+) acted (.+?)( calendar \S+)?$", "$1 应于 $2，实际 $3"),
        Of("deadline.", @" calendar (\S+)$", "（日历 $1）"),
        Of("competition.outage", @"^(.+?) to (.+?) \(\+(\d+) wd, (\d+) deadlines\)", "$1 至 $2，顺延 $3 个工作日，涉及期限 $4 个"),
        Of("competition.resumed", @" ?\(\+(\d+) wd\)", "（顺延 $1 个工作日）"),
        Of("mail.", @"given up after (\d+) attempts", "尝试 $1 次后停止"),
        Of("meeting.convened", @"(\d+) should attend, (\d+) items", "应到会 $1 人，议题 $2 个"),
        Of("", @"\bshould attend (\d+), present (\d+)", "应到会 $1 人，实到 $2 人"),
        Of("item.introduced", @"^(\d+) by ", "$1，介绍人 "),
        Of("item.opinion", @"^(\d+)\.(\d+)$", "$1，第 $2 位发言"),
        Of("item.vote-opened", @"^(\d+) (.+): (\d+) entitled$", "$1，$2，有表决权 $3 人"),
        Of("item.votes-recorded", @"^(\d+): (\d+) of (\d+)$", "$1，已记录 $2 人，有表决权 $3 人"),
        Of("item.vote-again", @"^(\d+) after (\d+)$", "$1，重新表决第 $2 项"),
        Of("item.reconsidered", @"^(.+?), (\d+) of (\d+): ", "$1，$3 人中 $2 人同意复议："),
        Of("objection.", "^(.+?) about notice (.+)$", "$1，针对 $2"),
        Of("objection.", "^(.+?) of (.+?)，针对 ", "$1，$2 收到，针对 "),
        Of("recusal.", @"^(\d+) relations$", "亲属关系 $1 项"),
        Of("task.conflict", ": keeps away$", "，有关人员回避"),
        Of("stage.caught-up", @"^(\S+) \S+ \+(\d+)", "$1，第 $2 批"),
        Of("record.archived", "^complete$", "材料齐全"),
        Of("record.archived", "^missing: (.+?);", "缺少：$1；"),
        Of("evaluation.repeated", @"^round (\d+) after (.+)$", "第 $1 次，因上次$2"),
        Of("inspection.filled-in", "^in place of: ", "递补："),
        Of("inspection-material.", @"^version (\d+)", "第 $1 稿"),
        Of("interview.", @"(^| )returned ", "$1退回 "),
        Of("assessor.replaced", "^by nobody: ", "无人替换："),
        Of("assessor.replaced", "^by: ", ""),
        Of("notice.published", " until (.+)$", "，公示至 $1"),
        Of("late-registration.", " until (.+?): ", "，补报名至 $1："),
        Of("qualification.reviewed", @" information (\S+) eligibility (\S+)\. ?", "，信息 $1，资格 $2。"),
        Of("ratio.", @"(\d+) of (\d+)", "报名 $1 人，开考需 $2 人"),
        Of("exam-recheck.", ": stands$", "：维持原成绩"),
        Of("exam-recheck.", ": to be corrected$", "：需要更正"),
        Of("exam", @"(\d+) marks, round (\d+)", "成绩 $1 个，第 $2 次"),
        Of("exam", @"(\d+) marks", "成绩 $1 个"),
        Of("probation.assessed", @"^(\d+)/(\d+)/(\d+)/(\d+)$", "优秀 $1，称职 $2，基本称职 $3，不称职 $4"),
        Of("item.", @"^(\d+)", "第 $1 项"),
        Of("count.", @"^(\d+)", "第 $1 项"),
        Of("", " -> ", " → "),
        Of("", ": ", "："),
        Of("", ", ", "，"),
    ];

    public static string InChinese(string action, string text) => All.Where(phrase => action.StartsWith(phrase.Acts, StringComparison.Ordinal))
        .Aggregate(text, (said, phrase) => phrase.Stored.Replace(said, phrase.Chinese));

    private static (string Acts, Regex Stored, string Chinese) Of(string acts, string stored, string chinese) =>
        (acts, new Regex(stored, RegexOptions.CultureInvariant, Limit), chinese);
}
