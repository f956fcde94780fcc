using ApprovalFlow.Applications;
using ApprovalFlow.Ballots;
using ApprovalFlow.Calendar;
using ApprovalFlow.Database;
using ApprovalFlow.Engine;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.Mail;
using ApprovalFlow.Rehearsals;
using ApprovalFlow.Stages;
using Microsoft.Data.Sqlite;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>
/// The whole product on a database in memory, with a clock of its own, and nobody to send mails: what happens in here leaves
/// no trace. Nothing of the host's configuration is read but the calendar.
/// </summary>
internal sealed class RehearsalRoom : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;
    private readonly SqliteConnection _database = new("Data Source=:memory:");
    private readonly ServiceProvider _services;

    private RehearsalRoom(DateTimeOffset start, WorkingCalendar calendar)
    {
        Clock = new StandingClock(start);
        var services = new ServiceCollection()
            .AddApprovalFlow()
            .AddThrowAwayDatabase(_database)
            .AddSingleton<TimeProvider>(Clock).AddSingleton<MovableClock>(Clock)
            .AddSingleton(new SiteAddress(new Uri("http://rehearsal.invalid")))
            .AddSingleton(new BallotKeyFolder(Path.Combine(_folder, "keys")))
            .AddSingleton(new AttachmentFolder(Path.Combine(_folder, "attachments")))
            .AddLogging();
        services.AddEngine<ApprovalDb>(
            activities =>
            {
                foreach (var stage in StageCatalog.All) activities.Add(stage);
            },
            engine =>
            {
                engine.TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
                engine.LookAgain = engine.LeaseTime = TimeSpan.FromDays(3650); // nobody else works here, and no signal is lost
            });
        _services = services.BuildServiceProvider();
        The<Calendars>().Use(calendar);
        Time = new PassingTime(The<IServiceScopeFactory>(), The<SignalPump>(), Clock) { Rehearses = true };
    }

    public StandingClock Clock { get; }
    public PassingTime Time { get; }

    public static async Task<RehearsalRoom> OpenAsync(DateTimeOffset start, WorkingCalendar calendar, CancellationToken ct)
    {
        var room = new RehearsalRoom(start, calendar);
        await room._database.OpenAsync(ct);
        await room.WithAsync<ApprovalDb, int>(async db =>
        {
            await DatabaseSetup.CreateAsync(db, ct);
            return 0;
        });
        return room;
    }

    public T The<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<TResult> WithAsync<T, TResult>(Func<T, Task<TResult>> work) where T : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
