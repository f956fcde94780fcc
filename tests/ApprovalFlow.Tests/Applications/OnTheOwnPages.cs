using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ApprovalFlow.Applications;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Stages.Registration;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages.Registration;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Applications;

/// <summary>A candidate, an organiser and the leading group at their pages, as a browser without scripts sees them.</summary>
public class OnTheOwnPages
{
    private static readonly byte[] Pdf = "%PDF-1.7 正文"u8.ToArray();

    [Fact]
    public async Task A_person_registers_from_the_privacy_notice_to_the_number_without_scripts()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson("王一");
        var browser = it.App.As(person);
        Assert.Contains("2026-01号竞争上岗", (await browser.Read("/me")).Body!.TextContent, StringComparison.Ordinal);

        var apply = $"/me/apply/{it.Id}";
        Assert.Contains("个人信息处理告知", (await browser.Read(apply)).Body!.TextContent, StringComparison.Ordinal);
        await browser.Press(apply, "我已阅读，开始填写");
        var saved = await browser.Press(apply, "预览并提交", [.. FieldsOf(it.FormOf(person))]);
        Assert.Equal($"/me/apply/{it.Id}/preview", saved.Headers.Location!.OriginalString);

        var preview = await browser.Read($"{apply}/preview");
        Assert.Empty(preview.QuerySelectorAll(".notice-box-wait"));
        var answer = await browser.Submit($"{apply}/preview", ("SignedName", "王一"));
        Assert.Equal($"/me/{it.Id}", answer.Headers.Location!.OriginalString);

        var stored = await it.ApplicationOf(person);
        Assert.Equal((ApplicationState.Submitted, "001"), (stored.State, stored.Number));
        var form = ApplicationForm.Read(stored.FormJson);
        Assert.Equal(it.FormOf(person).Resume, form.Resume);
        Assert.Equal(it.FormOf(person).Family, form.Family);
        Assert.Equal(it.FormOf(person).Appraisals, form.Appraisals);
        Assert.Contains("001", (await browser.Read($"/me/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await browser.Try(apply));
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        var browser = it.App.As(person);

        Assert.Contains("需要完善的地方", (await browser.Read($"/me/apply/{it.Id}/preview")).Body!.TextContent, StringComparison.Ordinal);
        var page = await browser.Read($"/me/apply/{it.Id}?check=true");
        Assert.Equal("请填写此项。", page.GetElementById("Form_BornOn-error")!.TextContent);
        Assert.Equal("true", page.GetElementById("Form_BornOn")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_date_that_is_none_is_said_and_nothing_typed_is_lost()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        using var answer = await it.App.As(person).Press($"/me/apply/{it.Id}", "保存", ("Form.BornOn", "1984-13-45"), ("Form.Awards", "先进个人"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Page();
        Assert.Equal("1984-13-45", page.GetElementById("Form_BornOn")!.GetAttribute("value"));
        Assert.Equal("先进个人", page.GetElementById("Form_Awards")!.TextContent.Trim());
        Assert.NotEqual("", page.GetElementById("Form_BornOn-error")!.TextContent);
    }

    [Fact]
    public async Task The_second_window_is_told_and_pressing_again_decides()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        var browser = it.App.As(person);
        var old = (await it.ApplicationOf(person)).Revision.ToString(CultureInfo.InvariantCulture);
        await browser.Press($"/me/apply/{it.Id}", "保存", ("Form.Awards", "窗口一"));

        using var refused = await browser.Press($"/me/apply/{it.Id}", "保存", ("Revision", old), ("Form.Awards", "窗口二"));
        var page = await refused.Page();
        Assert.Contains("另一个窗口", page.QuerySelector(".notice-box-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("窗口二", page.GetElementById("Form_Awards")!.TextContent.Trim());
        Assert.Equal("窗口一", await AwardsOf(it, person));

        var now = page.QuerySelector("input[name=Revision]")!.GetAttribute("value")!;
        await browser.Press($"/me/apply/{it.Id}", "保存", ("Revision", now), ("Form.Awards", "窗口二"));
        Assert.Equal("窗口二", await AwardsOf(it, person));
    }

    [Fact]
    public async Task Autosave_answers_with_the_new_revision_and_refuses_an_old_one()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        var browser = it.App.As(person);
        var autosave = (await browser.Read($"/me/apply/{it.Id}")).GetElementById("apply-form")!.GetAttribute("data-autosave")!;
        var old = (await it.ApplicationOf(person)).Revision.ToString(CultureInfo.InvariantCulture);

        var first = await Autosave("一", old);
        Assert.True((bool)first["saved"]!);
        Assert.Equal((await it.ApplicationOf(person)).Revision, (int)first["revision"]!);
        Assert.False((bool)(await Autosave("二", old))["saved"]!);
        Assert.Equal("一", await AwardsOf(it, person));

        async Task<JsonNode> Autosave(string awards, string revision)
        {
            var page = await browser.Read($"/me/apply/{it.Id}");
            var token = page.QuerySelector("#apply-form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token, ["Revision"] = revision, ["Form.Awards"] = awards,
            });
            using var answer = await browser.PostAsync(new Uri(autosave, UriKind.Relative), content);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        }
    }

    [Fact]
    public async Task Files_go_up_come_back_as_downloads_and_are_nobody_elses()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var (person, rival) = (await Started(it), await Started(it));
        using var added = await it.App.As(person).Upload($"/me/apply/{it.Id}", "上传", "Upload", "证明.pdf", Pdf);
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);

        var file = (await it.App.Rows<Attachment>())[0];
        using var answer = await it.App.As(person).GetAsync(new Uri($"/attachments/{file.Id}", UriKind.Relative));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(rival).Try($"/attachments/{file.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Organiser).Try($"/attachments/{file.Id}")); // a draft's

        await it.App.As(person).Press($"/me/apply/{it.Id}", "删除 证明.pdf");
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(person).Try($"/attachments/{file.Id}"));
    }

    [Fact]
    public async Task A_form_is_read_by_those_entitled_only_and_on_record()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var draft = await Started(it);
        var person = (await it.HasRegistered(1, it.Posts[0]))[0];
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        var form = $"/applications/{(await it.ApplicationOf(person)).Id}/form";

        Assert.Equal(HttpStatusCode.OK, await it.App.As(person).Try(form));
        Assert.Equal(HttpStatusCode.OK, await it.App.As(it.Organiser).Try(form));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(draft).Try(form));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(administrator).Try(form));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Leader).Try(form));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(it.Organiser).Try($"/applications/{(await it.ApplicationOf(draft)).Id}/form"));
        Assert.Equal(it.Organiser.Id, Assert.Single(await it.App.Rows<TrailEntry>(), e => e.Action == "form.read").ActorId);
    }

    [Fact]
    public async Task The_organiser_sees_who_registered_and_no_drafts_the_administrator_sees_numbers()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var draft = await it.HasPerson("还在填写");
        await it.Start(draft);
        var person = (await it.HasRegistered(1, it.Posts[0]))[0];
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        var page = $"/stages/registration/{(await it.Run()).Id}";

        var organiser = (await it.App.As(it.Organiser).Read(page)).Body!.TextContent;
        Assert.Contains(person.Name, organiser, StringComparison.Ordinal);
        Assert.DoesNotContain(draft.Name, organiser, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, (await it.App.As(administrator).Read(page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(person).Try(page));
    }

    [Fact]
    public async Task Somebody_elses_case_and_letters_are_not_there()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = (await it.HasRegistered(1, it.Posts[0]))[0];
        var stranger = await it.HasPerson();
        var letter = (await it.App.MailsTo(person))[0];

        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try($"/me/{it.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try($"/me/{it.Id}/withdraw"));
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(stranger).Try($"/me/mail/{letter.Id}"));
        Assert.Null((await it.App.MailsTo(person))[0].ReadAt);
    }

    [Fact]
    public async Task A_letter_is_read_in_the_site_and_counts_as_read()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = (await it.HasRegistered(1, it.Posts[0]))[0];
        var browser = it.App.As(person);
        var letter = (await it.App.MailsTo(person))[0];
        Assert.Contains("1 封未读", (await browser.Read("/me")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(letter.Subject, (await browser.Read("/me/mail")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains("001", (await browser.Read($"/me/mail/{letter.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await it.App.MailsTo(person))[0].ReadAt);
        Assert.DoesNotContain("未读", (await browser.Read("/me")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_leading_group_rules_and_the_candidate_chooses_again_at_their_pages()
    {
        using var it = await RegistrationCase.With([1, 1]);
        await it.AtOpening();
        await it.HasRegistered(3, it.Posts[0]);
        var person = (await it.HasRegistered(1, it.Posts[1]))[0];
        await it.AfterClose();
        var ruling = Assert.Single(await it.TasksOf(TaskKind.RatioDecision));
        var page = $"/tasks/ratio-decision/{ruling.Id}";

        var leader = it.App.As(it.Leader);
        var opened = await leader.Read(page);
        Assert.True(opened.GetElementById($"measure-{(int)PostMeasure.Continue}")!.HasAttribute("disabled")); // one applicant is below the floor
        using var unexplained = await leader.Press(page, "提交决定", ("Measure", nameof(PostMeasure.RechooseOnce)));
        Assert.Contains("请写明理由", (await unexplained.Page()).Body!.TextContent, StringComparison.Ordinal);
        await leader.Press(page, "提交决定", ("Measure", nameof(PostMeasure.RechooseOnce)), ("Reason", "人数不足"));
        await it.App.WorkAsync();
        Assert.Equal(PostState.Cancelled, (await it.Stored(it.Posts[1])).State);

        var choice = Assert.Single(await it.TasksOf(TaskKind.RechoosePost));
        Assert.Contains("改报职位", (await it.App.As(person).Read($"/me/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
        await it.App.As(person).Press($"/tasks/rechoose-post/{choice.Id}", "改报", ("PostId", it.Posts[0].Id.ToString()));
        await it.App.WorkAsync();
        Assert.Equal("Enough", await it.Outcome());
        Assert.Equal(HttpStatusCode.NotFound, await it.App.As(person).Try(page));
    }

    [Fact]
    public async Task The_organiser_asks_for_a_late_registration_and_the_leading_group_allows_it()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        await it.HasRegistered(2, it.Posts[0]);
        var late = await it.HasPerson("出差归来");
        await it.AfterClose();
        await it.App.As(it.Organiser).Press(
            $"/stages/registration/{(await it.Run()).Id}", "提请领导小组批准", ("StaffNumber", late.StaffNumber), ("LastOn", "2026-09-16"), ("Reason", "因公出差"));

        var task = Assert.Single(await it.TasksOf(TaskKind.LateRegistration));
        await it.App.As(it.Leader).Press($"/tasks/late-registration/{task.Id}", "提交", ("Verdict", nameof(Verdict.Approve)));
        Assert.Equal(SubmitApplicationOutcome.Submitted, await it.Register(late));
    }

    [Fact]
    public async Task Withdrawing_asks_why_and_says_that_it_is_for_good()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = (await it.HasRegistered(1, it.Posts[0]))[0];
        var browser = it.App.As(person);
        using var unexplained = await browser.Submit($"/me/{it.Id}/withdraw");
        Assert.Contains("请写明退出原因", (await unexplained.Page()).Body!.TextContent, StringComparison.Ordinal);
        await browser.Submit($"/me/{it.Id}/withdraw", ("Reason", "个人原因"));

        Assert.Equal(ApplicationState.Withdrawn, await it.StateOf(person));
        Assert.Contains("已退出", (await browser.Read($"/me/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<Person> Started(RegistrationCase it)
    {
        var person = await it.HasPerson();
        await it.Start(person);
        return person;
    }

    private static async Task<string> AwardsOf(RegistrationCase it, Person person) =>
        ApplicationForm.Read((await it.ApplicationOf(person)).FormJson).Awards;

    /// <summary>What a browser sends for the form, as the page names its fields.</summary>
    private static List<(string Name, string Value)> FieldsOf(ApplicationForm form)
    {
        var fields = new List<(string, string)>();
        Collect("Form", JsonNode.Parse(form.ToJson())!);
        return fields;

        void Collect(string name, JsonNode node)
        {
            if (node is JsonObject row)
            {
                foreach (var (key, value) in row)
                    if (value is not null) Collect($"{name}.{char.ToUpperInvariant(key[0])}{key[1..]}", value);
            }
            else if (node is JsonArray rows)
            {
                for (var i = 0; i < rows.Count; i++) Collect($"{name}[{i}]", rows[i]!);
            }
            else
            {
                fields.Add((name, name.EndsWith("BornIn", StringComparison.Ordinal) ? node.ToString()[..7] : node.ToString()));
            }
        }
    }
}
