using MimeKit;

namespace ApprovalFlow.Tests.Stories;

/// <summary>
/// The product as its users meet it: a real browser, the real program, a real mail server. Each story takes one template from
/// the plan to the appointment, and every mail that candidates get on the way is read back from the server, in order.
/// </summary>
public abstract class FromPlanToAppointment
{
    private protected static async Task TellAsync(StoryPlan plan, bool script, string last, Dictionary<string, string[]> toCandidates)
    {
        await using var server = await StoryServer.StartAsync(competitions: false);
        await using var office = await Office.OpenAsync(server.Address, script);
        var story = new Story(office, plan);
        await story.DraftAsync();
        await story.GoOnUntilAsync(last);
        await story.LetTheMailsGoAsync();
        Assert.True(story.Faults.Count == 0, string.Join("\n", story.Faults));

        var mails = server.Mail.Received();
        foreach (var (candidate, subjects) in toCandidates)
        {
            var got = mails.Where(m => IsTo(m, candidate)).Select(m => $"{m.Subject}".Replace("【竞争上岗】", "", StringComparison.Ordinal));
            Assert.Equal(string.Join('\n', subjects), string.Join('\n', got));
        }

        Assert.Equal(mails.Count, mails.Select(m => m.MessageId).Distinct().Count());
        Assert.All(mails, mail => Assert.False(string.IsNullOrWhiteSpace(mail.TextBody) || string.IsNullOrWhiteSpace(mail.HtmlBody)));
    }

    private static bool IsTo(MimeMessage mail, string user) =>
        mail.To.Mailboxes.Any(to => to.Address.StartsWith($"{user}@", StringComparison.Ordinal));
}
