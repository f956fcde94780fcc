using ApprovalFlow.Appointments;
using ApprovalFlow.Calendar;
using ApprovalFlow.Stages.Appointment;
using ApprovalFlow.Tasks;
using ApprovalFlow.Web.Accounts;
using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Pages.Tasks;

/// <summary>The organiser fixes the appointment talk, then puts it on record. Proposed is the morning of the next working day.</summary>
public sealed class AppointmentTalkModel(
    TaskHeaderQuery headers, AppointmentQuery appointments, RecordTalk talk, Calendars calendars, TimeProvider clock, Texts texts)
    : TaskPage(TaskKind.AppointmentTalk, headers)
{
    private static readonly TimeOnly Morning = new(9, 0);

    public AppointmentSheet Sheet { get; private set; } = null!;

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public TimeOnly? Time { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? By { get; set; }

    [BindProperty]
    public string? Record { get; set; }

    protected override async Task LoadAsync(CancellationToken ct)
    {
        Sheet = (await appointments.FindAsync(Header.SubjectId!.Value, ct))!;
        (On, Time, Place) = Sheet.Appointment.TalkAt is { } at
            ? (ChinaTime.DateOf(at), ChinaTime.TimeOf(at), Sheet.Appointment.TalkPlace)
            : (calendars.Current.AddWorkingDays(ChinaTime.DateOf(clock.GetUtcNow()), 1), Morning, Place);
    }

    public async Task<IActionResult> OnPostScheduleAsync(CancellationToken ct)
    {
        if (On is not { } on) return await AgainAsync(nameof(On), texts["请填写谈话日期。"], ct);
        if (Time is not { } time) return await AgainAsync(nameof(Time), texts["请填写谈话时间。"], ct);
        return await AnswerAsync(await talk.RunAsync(new(Id, ChinaTime.At(on, time), Place, null, null), User.ToActor(), ct), ct);
    }

    public async Task<IActionResult> OnPostHeldAsync(CancellationToken ct) =>
        await AnswerAsync(await talk.RunAsync(new(Id, null, null, By, Record), User.ToActor(), ct), ct);

    private async Task<IActionResult> AnswerAsync(TalkOutcome outcome, CancellationToken ct) => outcome switch
    {
        TalkOutcome.Scheduled => Stay(texts["谈话时间已确定，已通知本人。"]),
        TalkOutcome.Recorded => Done(texts["谈话已记录，接下来印发任免文件。"]),
        TalkOutcome.NotFound => NotFound(),
        TalkOutcome.AlreadyHeld => await AgainAsync("", texts["谈话已经记录。"], ct),
        TalkOutcome.PlaceMissing => await AgainAsync(nameof(Place), texts["请填写谈话地点。"], ct),
        TalkOutcome.InThePast => await AgainAsync(nameof(On), texts["谈话时间不能早于现在。"], ct),
        TalkOutcome.NotScheduled => await AgainAsync("", texts["请先确定谈话时间。"], ct),
        TalkOutcome.NotYet => await AgainAsync("", texts["还没有到谈话时间。"], ct),
        TalkOutcome.RecordMissing => await AgainAsync(
            string.IsNullOrWhiteSpace(By) ? nameof(By) : nameof(Record), texts["请填写谈话人和谈话内容。"], ct),
        TalkOutcome.NotRunning => await AgainAsync("", texts["竞争上岗已暂停或结束，现在不能办理。"], ct),
    };
}
