using System.Globalization;
using ApprovalFlow.Calendar;
using ApprovalFlow.Competitions;
using ApprovalFlow.Infrastructure;
using ApprovalFlow.People;
using ApprovalFlow.Tasks;
using ApprovalFlow.Units;
using ApprovalFlow.Web.Demo;
using ApprovalFlow.Web.Languages;
using ApprovalFlow.Web.Rehearsals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Pages.Demo;

/// <summary>Somebody one can sign in as, with what waits for them.</summary>
public sealed record DemoAccount(Guid PersonId, string UserName, string Name, string Post, IReadOnlyList<Role> Roles, IReadOnlyList<Duty> Duties, bool Competes, int OpenTasks);

/// <summary>One unit and its people: those for whom something waits first, then roles, candidates, everybody else.</summary>
public sealed record DemoUnit(string Name, IReadOnlyList<DemoAccount> Accounts);

/// <summary>
/// The door of the demonstration: everybody can be signed in as with one press, and the clock can be moved forward. The page
/// exists only where "Demo:Enabled" is true.
/// </summary>
[AllowAnonymous]
public sealed class IndexModel(ApprovalDb db, DemoClock clock, PassingTime time, Calendars calendars, SignInManager<People.Account> signIn, Texts texts) : PageModel
{
    /// <summary>The furthest the clock may be moved at once.</summary>
    private const int MostDays = 400;

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<DemoUnit> Units { get; private set; } = [];

    /// <summary>When the next deadline, meeting or talk is; null when nothing is set.</summary>
    public DateTimeOffset? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Next = await time.NextThingAsync(ct);
        Units = await ReadAsync(ct);
    }

    public async Task<IActionResult> OnPostSignInAsync(Guid person)
    {
        if (await signIn.UserManager.FindByIdAsync(person.ToString()) is not { } account) return NotFound();
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/");
    }

    /// <summary>One of: "hours" and how many, "workdays" and how many, or "to" a day.</summary>
    public async Task<IActionResult> OnPostMoveAsync(int? hours, int? workdays, DateOnly? to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = ChinaTime.DateOf(now);
        var target = (hours, workdays, to) switch
        {
            ({ } h, _, _) => now.AddHours(h),
            (_, { } days, _) when days is > 0 and < MostDays => Morning(calendars.Current.AddWorkingDays(today, days)),
            (_, _, { } day) => Morning(day),
            _ => now,
        };
        if (target <= now || target > now.AddDays(MostDays))
        {
            TempData.Say(texts["时间只能向前，一次最多 {0} 天。", MostDays], TagHelpers.Tone.Bad);
            return RedirectToPage();
        }

        return await MoveToAsync(target, ct);
    }

    /// <summary>To the next thing that is set, wherever it is.</summary>
    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct)
    {
        await time.SettleAsync(ct);
        if (await time.NextThingAsync(ct) is { } next) return await MoveToAsync(PassingTime.JustAfter(next), ct);
        TempData.Say(texts["没有定好时间的事：有人办理待办后才会继续。"], TagHelpers.Tone.Wait);
        return RedirectToPage();
    }

    private async Task<IActionResult> MoveToAsync(DateTimeOffset target, CancellationToken ct)
    {
        var reached = await time.MoveToAsync(target, ct);
        TempData.Say(texts["时间已到 {0}，其间有 {1} 个期限届满并已处理。",
            ChinaTime.Of(target).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), reached]);
        return RedirectToPage();
    }

    private static DateTimeOffset Morning(DateOnly day) => ChinaTime.At(day, new TimeOnly(9, 0));

    private async Task<IReadOnlyList<DemoUnit>> ReadAsync(CancellationToken ct)
    {
        var people = await (
            from p in db.Set<Person>().AsNoTracking()
            join a in db.Set<People.Account>() on p.Id equals a.Id
            join u in db.Set<Unit>() on p.UnitId equals u.Id
            where p.Active
            orderby u.Path, p.StaffNumber
            select new { Person = p, a.UserName, Unit = u.Name, UnitEn = u.NameEn }).ToListAsync(ct);
        var roles = (await db.Set<RoleGrant>().AsNoTracking().ToListAsync(ct)).ToLookup(g => g.PersonId);
        var running = await db.Set<Competition>().AsNoTracking().Where(c => c.State < CompetitionState.Finished).ToDictionaryAsync(c => c.Id, c => c.UnitId, ct);
        var duties = (await db.Set<Assignment>().AsNoTracking().Where(a => a.RelievedAt == null).ToListAsync(ct))
            .Where(a => running.ContainsKey(a.CompetitionId)).ToLookup(a => a.PersonId);
        var candidates = (await db.Set<ApprovalFlow.Applications.Application>().Select(a => a.PersonId).ToListAsync(ct)).ToHashSet();
        var open = await db.Set<UserTask>().AsNoTracking().Where(t => t.State == TaskState.Open).ToListAsync(ct);

        int Waiting(Guid person) => open.Count(t => t.AssigneeId == person
            || (t.AssigneeId is null && t.PoolDuty is { } duty && duties[person].Any(a => a.Duty == duty && a.CompetitionId == t.CompetitionId))
            || (t.AssigneeId is null && t.PoolRole is { } role && roles[person].Any(g => g.Role == role && running.GetValueOrDefault(t.CompetitionId) == g.UnitId)));

        return
        [
            .. from each in people
               group each by Language.IsChinese ? each.Unit : each.UnitEn into unit
               select new DemoUnit(unit.Key,
               [
                   .. unit.Select(e => new DemoAccount(
                           e.Person.Id, e.UserName!, e.Person.Name, $"{e.Person.Department} {e.Person.Position}", [.. roles[e.Person.Id].Select(g => g.Role)],
                           [.. duties[e.Person.Id].Select(a => a.Duty).Distinct().Order()], candidates.Contains(e.Person.Id), Waiting(e.Person.Id)))
                       .OrderBy(a => a switch { { OpenTasks: > 0 } => 0, { Roles.Count: > 0 } => 1, { Competes: true } => 2, _ => 3 }),
               ]),
        ];
    }
}
