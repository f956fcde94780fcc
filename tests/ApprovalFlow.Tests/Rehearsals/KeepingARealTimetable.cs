using ApprovalFlow.Appointments;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Meetings;
using ApprovalFlow.Notices;
using ApprovalFlow.Procedures;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using ApprovalFlow.Tasks;
using ApprovalFlow.Tests.Procedures.Checks;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApprovalFlow.Tests.Rehearsals;

/// <summary>
/// The dated timetable of a real plan, a prefecture's tax bureau in Guangxi in 2007 (DOMAIN §12, E3), on the calendar of its
/// own year: registration to 17 August, review published on 21 August, interview at the end of August, inspection to
/// 12 September, the party group's draft on 17 September, notice from 25 September, report to the regional bureau on
/// 12 October, appointment on 16 October. Its procedure has no evaluation meeting; whoever acts, acts on the day it names.
/// </summary>
public sealed class KeepingARealTimetable : IAsyncLifetime
{
    /// <summary>National Day off from Monday to Sunday; the weekend before it is worked (State Council's arrangement for 2007).</summary>
    private static readonly WorkingCalendar Of2007 = new("2007", [new CalendarYear(
        2007, Official: true, [], [.. Enumerable.Range(1, 7).Select(day => new CalendarDay(new(2007, 10, day), "国庆节"))],
        [new(new(2007, 9, 29), "国庆节"), new(new(2007, 9, 30), "国庆节")])]);

    private static readonly Rehearse.Request Asked = new(
        Sketch.T5.Without("evaluation", then: "synthesis").Set("interview", "weight", "100").Set("synthesis", "tieChain", "interview,admitAll").Json,
        new(2007, 8, 6), Candidates: 6, ["ordinary"], Of2007);

    private RehearsalRoom _room = null!;
    private InventedCompetition _play = null!;
    private InventedOutline _outline = null!;

    public async Task InitializeAsync()
    {
        var start = ChinaTime.At(Asked.StartOn, new(9, 0));
        _room = await RehearsalRoom.OpenAsync(start, Of2007, default);
        var timetable = new Schedule
        {
            AnnounceOn = new(2007, 8, 7), RegistrationOpensOn = new(2007, 8, 13), RegistrationClosesOn = new(2007, 8, 17),
            MaterialsCloseOn = new(2007, 8, 17), WithdrawalClosesOn = new(2007, 8, 30), InterviewAt = ChinaTime.At(new(2007, 8, 31), new(9, 0)),
            InspectionFromOn = new(2007, 9, 4), DecisionOn = new(2007, 9, 17), AppointmentOn = new(2007, 10, 16),
        };
        _outline = await _room.WithAsync<ApprovalDb, InventedOutline>(async db => await RehearsalCast.EngageAsync(
            db, Drawing.Parse(Asked.Json), Rehearse.Publish(db, Asked, start), Scenario.Find("ordinary")!, Asked.Candidates, timetable.AnnounceOn, start, default)
            with { Timetable = timetable });
        _play = new InventedCompetition(_room.The<IServiceScopeFactory>(), _room.Time, _room.Clock, _outline, default);
    }

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task Sixty_days_from_the_close_of_registration_to_the_appointment()
    {
        await _play.PlanAsync();
        await _play.PlayUntilAsync(StageKind.QualificationReview);
        Assert.Equal(new(2007, 8, 18), Today); // the 17th counts to its last second

        await GoTo(new(2007, 8, 21));
        await _play.PlayUntilAsync(StageKind.Interview);
        Assert.Equal([new(2007, 8, 21)], await DaysOfMails(MailEvent.M2Reviewed));

        await _play.PlayUntilAsync(StageKind.Inspection);
        Assert.Equal([new(2007, 8, 31)], await DaysOfMails(MailEvent.M5OwnScore));

        await GoTo(new(2007, 9, 3));
        await PlayAsync(TaskKind.InspectionNotice);
        await GoTo(new(2007, 9, 12));
        await _play.PlayUntilAsync(StageKind.PartyGroupDecision);
        Assert.Equal(new(2007, 9, 12), await LastDayOf(StageKind.Inspection));
        Assert.True(Today <= new DateOnly(2007, 9, 14));

        await GoTo(new(2007, 9, 14)); // a Friday: called for the Monday
        await _play.PlayUntilAsync(StageKind.PublicNotice);
        Assert.Equal(new(2007, 9, 17), ChinaTime.DateOf(Assert.Single(await Rows<Meeting>()).ClosedAt!.Value));

        await GoTo(new(2007, 9, 25));
        await _play.PlayUntilAsync(StageKind.Appointment);
        var notice = Assert.Single(await Rows<Notice>(), notice => notice.Kind == NoticeKind.PreAppointment);
        Assert.Equal((new(2007, 9, 25), new DateOnly(2007, 9, 30)), (ChinaTime.DateOf(notice.PublishedAt), ChinaTime.DateOf(notice.EndsAt!.Value)));
        Assert.Equal(new(2007, 10, 1), Today);

        await GoTo(new(2007, 10, 12)); // reported to the regional bureau; the talk is set for Monday
        await PlayAsync(TaskKind.AppointmentTalk);
        await GoTo(new(2007, 10, 15));
        await PlayAsync(TaskKind.AppointmentTalk);
        await GoTo(new(2007, 10, 16));
        await _play.PlayUntilAsync(StageKind.Probation);

        var appointed = Assert.Single(await Rows<Appointment>());
        Assert.Equal((new(2007, 10, 16), new DateOnly(2007, 9, 17)), (ChinaTime.DateOf(appointed.IssuedAt!.Value), appointed.StartsOn!.Value));
        var late = (await Rows<UserTask>()).Where(t => t.DecidedAt > t.DueAt).Select(t => t.Kind).Distinct();
        Assert.Equal([TaskKind.PublishNotice, TaskKind.AppointmentTalk], late); // the plan leaves more days for them than the product asks for
        Assert.Equal(60, ChinaTime.DateOf(appointed.IssuedAt.Value).DayNumber - new DateOnly(2007, 8, 17).DayNumber);
    }

    private DateOnly Today => ChinaTime.DateOf(_room.Clock.GetUtcNow());

    /// <summary>Half past nine on that day.</summary>
    private Task<int> GoTo(DateOnly day) => _room.Time.MoveToAsync(ChinaTime.At(day, new(9, 30)), default);

    private async Task PlayAsync(TaskKind kind)
    {
        Assert.NotEqual(0, await new Players(_room.The<IServiceScopeFactory>()).PlayAsync(_play.Id, _outline.Script, k => k == kind, default));
        await _room.Time.SettleAsync(default);
    }

    private async Task<DateOnly> LastDayOf(StageKind stage) => ChinaTime.DateOf((await Rows<StageRun>()).Single(r => r.Kind == stage).ClosedAt!.Value);

    private async Task<List<DateOnly>> DaysOfMails(MailEvent about) =>
        [.. (await Rows<MailMessage>()).Where(m => m.Event == about).Select(m => ChinaTime.DateOf(m.CreatedAt)).Distinct()];

    private Task<List<T>> Rows<T>() where T : class => _room.WithAsync<ApprovalDb, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());
}
