using System.IO.Compression;
using System.Text;
using ApprovalFlow.Applications;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Stages.Registration;
using ApprovalFlow.Trail;

namespace ApprovalFlow.Tests.Applications;

public class AttachingFiles
{
    private static readonly byte[] Pdf = "%PDF-1.7 正文"u8.ToArray();
    private static readonly DateOnly MaterialsDay = new(2026, 9, 14);

    [Theory]
    [InlineData(0, AddAttachmentOutcome.Added)]
    [InlineData(1, AddAttachmentOutcome.TooBig)]
    public async Task Ten_megabytes_are_accepted_and_not_one_byte_more(int more, AddAttachmentOutcome expected)
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        var file = new byte[Attachment.MaxBytes + more];
        Pdf.CopyTo(file, 0);

        Assert.Equal(expected, await Add(it, person, "证明.pdf", file));
        Assert.Equal(expected == AddAttachmentOutcome.Added ? 1 : 0, FilesIn(it).Length);
    }

    [Fact]
    public async Task The_content_decides_not_the_name()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);

        Assert.Equal(AddAttachmentOutcome.TypeNotAllowed, await Add(it, person, "假.pdf", "MZ 程序"u8.ToArray()));
        Assert.Equal(AddAttachmentOutcome.TypeNotAllowed, await Add(it, person, "照片.png", Pdf));
        Assert.Equal(AddAttachmentOutcome.TypeNotAllowed, await Add(it, person, "压缩包.docx", Package("readme.txt")));
        Assert.Equal(AddAttachmentOutcome.TypeNotAllowed, await Add(it, person, "宏.docx", Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")));
        Assert.Equal(AddAttachmentOutcome.Empty, await Add(it, person, "空.pdf", []));
        Assert.Empty(FilesIn(it));
        Assert.Empty(await it.App.Rows<Attachment>());
    }

    [Fact]
    public async Task The_five_kinds_of_file_are_accepted()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);

        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "a.pdf", Pdf));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "b.JPG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0]));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "c.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "d.docx", Package("[Content_Types].xml", "word/document.xml")));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "e.xlsx", Package("[Content_Types].xml", "xl/workbook.xml")));
    }

    [Fact]
    public async Task Twenty_files_are_the_limit_and_a_removed_one_makes_room()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        for (var i = 0; i < Attachment.MaxPerApplication; i++) Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, $"{i}.pdf", Pdf));
        Assert.Equal(AddAttachmentOutcome.TooMany, await Add(it, person, "21.pdf", Pdf));

        var one = (await it.App.Rows<Attachment>())[7];
        Assert.Equal(RemoveAttachmentOutcome.Removed, await Remove(it, person, one.Id));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "21.pdf", Pdf));
        Assert.Equal(Attachment.MaxPerApplication, FilesIn(it).Length);
    }

    [Fact]
    public async Task A_file_lies_under_a_name_that_says_nothing_and_its_hash_is_on_record()
    {
        using var it = await RegistrationCase.With([1]);
        var person = await Started(it);
        await Add(it, person, @"C:\我的文件\..\学历:证明.pdf", Pdf);

        var attachment = Assert.Single(await it.App.Rows<Attachment>());
        Assert.Equal("学历证明.pdf", attachment.FileName);
        Assert.Equal([attachment.StoredName], FilesIn(it));
        Assert.DoesNotContain(person.Id.ToString("n"), attachment.StoredName, StringComparison.Ordinal);
        Assert.Contains(attachment.Sha256, Assert.Single(await it.App.Rows<TrailEntry>(), e => e.Action == "attachment.added").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Materials_close_at_the_end_of_their_day()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Register(person);
        await it.At(ChinaTime.At(MaterialsDay, new TimeOnly(23, 59, 59)));
        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "a.pdf", Pdf));
        var attachment = Assert.Single(await it.App.Rows<Attachment>());

        it.App.Clock.GoTo(ChinaTime.StartOf(MaterialsDay.AddDays(1)));
        Assert.Equal(AddAttachmentOutcome.Closed, await Add(it, person, "b.pdf", Pdf));
        Assert.Equal(RemoveAttachmentOutcome.Closed, await Remove(it, person, attachment.Id));
    }

    [Fact]
    public async Task A_supplement_asked_for_may_still_be_added()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Register(person);
        it.App.Clock.GoTo(ChinaTime.StartOf(MaterialsDay.AddDays(1)));
        var now = it.App.Clock.GetUtcNow();
        var application = await it.ApplicationOf(person);
        await it.App.Has(UserTask.Open(it.Id, null, TaskKind.Supplement, application.Id, "", 1, person.Id, null, null, now.AddDays(1), true, now));

        Assert.Equal(AddAttachmentOutcome.Added, await Add(it, person, "b.pdf", Pdf));
        it.App.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(AddAttachmentOutcome.Closed, await Add(it, person, "c.pdf", Pdf));
    }

    [Fact]
    public async Task Only_those_entitled_read_a_file_and_each_reading_by_others_is_recorded()
    {
        using var it = await RegistrationCase.With([1]);
        await it.AtOpening();
        var person = await it.HasPerson();
        await it.Start(person);
        await Add(it, person, "a.pdf", Pdf);
        var id = (await it.App.Rows<Attachment>())[0].Id;
        var rival = await it.HasPerson("对手");
        await it.Register(rival);
        var administrator = await it.App.HasPerson(it.Unit, "管理员", Role.UnitAdministrator);
        var reviewer = await it.HasPerson("审查人");
        await it.App.Has(Assignment.Of(it.Id, reviewer.Id, Duty.QualificationReviewer));

        Assert.True(await Reads(it, person, id));
        Assert.False(await Reads(it, it.Organiser, id)); // still a draft

        await it.Save(person, it.FormOf(person));
        await it.Submit(person);
        Assert.True(await Reads(it, it.Organiser, id));
        Assert.True(await Reads(it, reviewer, id));
        Assert.False(await Reads(it, rival, id));
        Assert.False(await Reads(it, administrator, id));

        var readings = (await it.App.Rows<TrailEntry>()).Where(e => e.Action == "attachment.read").ToList();
        Assert.Equal([it.Organiser.Id, reviewer.Id], readings.OrderBy(e => e.Seq).Select(e => e.ActorId));
    }

    [Fact]
    public async Task A_removed_file_is_gone_and_another_candidates_cannot_be_removed()
    {
        using var it = await RegistrationCase.With([1]);
        var (person, rival) = (await Started(it), await Started(it));
        await Add(it, person, "a.pdf", Pdf);
        var id = (await it.App.Rows<Attachment>())[0].Id;

        Assert.Equal(RemoveAttachmentOutcome.NotFound, await Remove(it, rival, id));
        Assert.Equal(RemoveAttachmentOutcome.Removed, await Remove(it, person, id));
        Assert.Equal(RemoveAttachmentOutcome.NotFound, await Remove(it, person, id));
        Assert.False(await Reads(it, person, id));
        Assert.Empty(FilesIn(it));
    }

    private static async Task<Person> Started(RegistrationCase it)
    {
        var person = await it.HasPerson();
        Assert.Equal(StartApplicationOutcome.Started, await it.Start(person));
        return person;
    }

    private static Task<AddAttachmentOutcome> Add(RegistrationCase it, Person person, string name, byte[] content) =>
        it.App.Ask<AddAttachment, AddAttachmentOutcome>(add => add.RunAsync(
            new(it.Id, AttachmentKind.Other, name, new MemoryStream(content)), RegistrationCase.Of(person), default));

    private static Task<RemoveAttachmentOutcome> Remove(RegistrationCase it, Person person, Guid id) =>
        it.App.Ask<RemoveAttachment, RemoveAttachmentOutcome>(remove => remove.RunAsync(new(it.Id, id), RegistrationCase.Of(person), default));

    private static async Task<bool> Reads(RegistrationCase it, Person person, Guid id)
    {
        var file = await it.App.Ask<ReadAttachment, ReadAttachment.File?>(read => read.RunAsync(id, RegistrationCase.Of(person), default));
        if (file is null) return false;
        await using var content = file.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        Assert.Equal(Pdf, copy.ToArray());
        return true;
    }

    private static string[] FilesIn(RegistrationCase it)
    {
        var folder = Path.Combine(it.App.DataFolder, "attachments");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!)] : [];
    }

    private static byte[] Package(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(entry).Open(), Encoding.UTF8);
                writer.Write("x");
            }
        }

        return bytes.ToArray();
    }
}
