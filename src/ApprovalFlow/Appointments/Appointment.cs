using ApprovalFlow.Applications;
using ApprovalFlow.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Appointments;

/// <summary>
/// The appointment of one person to one post: talk, document, start, probation and its end. It cannot exist without the
/// passed decision item it names (INV-04).
/// </summary>
public sealed class Appointment
{
    private Appointment() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }
    public Guid ApplicationId { get; private set; }
    public Guid PostId { get; private set; }
    public Guid DecisionItemId { get; private set; }

    public DateTimeOffset? TalkAt { get; private set; }
    public string TalkPlace { get; private set; } = "";
    public string TalkBy { get; private set; } = "";

    /// <summary>What was affirmed, pointed out and required.</summary>
    public string TalkRecord { get; private set; } = "";
    public DateTimeOffset? TalkHeldAt { get; private set; }

    public string DocumentNumber { get; private set; } = "";

    /// <summary>The appointment document, frozen.</summary>
    public string DocumentHtml { get; private set; } = "";
    public string DocumentHash { get; private set; } = "";
    public DateTimeOffset? IssuedAt { get; private set; }
    public Guid? IssuedById { get; private set; }

    /// <summary>Tenure counts from the party group's decision.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>Probation counts from the day of the appointment notice and ends on this day, inclusive.</summary>
    public DateOnly? ProbationEndsOn { get; private set; }

    public string ProbationReport { get; private set; } = "";
    public DateTimeOffset? ProbationReportedAt { get; private set; }

    public int Excellent { get; private set; }
    public int Competent { get; private set; }
    public int BasicallyCompetent { get; private set; }
    public int Incompetent { get; private set; }
    public string ProbationOpinion { get; private set; } = "";
    public DateTimeOffset? ProbationAssessedAt { get; private set; }

    public int Revision { get; private set; }

    public static Appointment Prepare(Application application, DecisionItem item)
    {
        if (!item.InForce || item.ApplicationId != application.Id)
            throw new InvalidOperationException($"Application {application.Number} has no passed decision item in force.");
        return new()
        {
            Id = Guid.CreateVersion7(), CompetitionId = application.CompetitionId, ApplicationId = application.Id, PostId = item.PostId,
            DecisionItemId = item.Id, Revision = 1,
        };
    }

    /// <summary>A later vote took the place of the one this rests on.</summary>
    public bool RestOn(DecisionItem item)
    {
        if (!item.InForce || item.ApplicationId != ApplicationId || IssuedAt is not null || item.Id == DecisionItemId) return false;
        (DecisionItemId, PostId) = (item.Id, item.PostId);
        Revision++;
        return true;
    }

    public bool ScheduleTalk(DateTimeOffset at, string place)
    {
        if (TalkHeldAt is not null) return false;
        (TalkAt, TalkPlace) = (at, place);
        Revision++;
        return true;
    }

    public bool RecordTalk(string by, string record, DateTimeOffset now)
    {
        if (TalkAt is null || TalkHeldAt is not null) return false;
        (TalkBy, TalkRecord, TalkHeldAt) = (by, record, now);
        Revision++;
        return true;
    }

    public bool Issue(string number, string html, string hash, DateOnly startsOn, DateOnly? probationEndsOn, Actor actor, DateTimeOffset now)
    {
        if (TalkHeldAt is null || IssuedAt is not null) return false;
        (DocumentNumber, DocumentHtml, DocumentHash) = (number, html, hash);
        (StartsOn, ProbationEndsOn, IssuedById, IssuedAt) = (startsOn, probationEndsOn, actor.PersonId, now);
        Revision++;
        return true;
    }

    public bool Report(string text, DateTimeOffset now)
    {
        if (ProbationReportedAt is not null) return false;
        (ProbationReport, ProbationReportedAt) = (text, now);
        Revision++;
        return true;
    }

    public bool Assess(int excellent, int competent, int basic, int incompetent, string opinion, DateTimeOffset now)
    {
        if (ProbationAssessedAt is not null) return false;
        (Excellent, Competent, BasicallyCompetent, Incompetent) = (excellent, competent, basic, incompetent);
        (ProbationOpinion, ProbationAssessedAt) = (opinion, now);
        Revision++;
        return true;
    }

    /// <summary>优秀与称职之和超过三分之二: exactly two thirds is not more than two thirds, hence in principle not confirmed.</summary>
    public bool EvaluatedWell => 3 * (Excellent + Competent) > 2 * (Excellent + Competent + BasicallyCompetent + Incompetent);
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("Appointments");
        appointment.HasKey(a => a.Id);
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.TalkPlace).HasMaxLength(200);
        appointment.Property(a => a.TalkBy).HasMaxLength(100);
        appointment.Property(a => a.DocumentNumber).HasMaxLength(60);
        appointment.Property(a => a.DocumentHash).HasMaxLength(64);
        appointment.Property(a => a.Revision).IsConcurrencyToken();
        appointment.Ignore(a => a.EvaluatedWell);
        appointment.HasIndex(a => a.ApplicationId).IsUnique();
        appointment.HasIndex(a => a.CompetitionId);
        appointment.HasOne<Application>().WithMany().HasForeignKey(a => a.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<DecisionItem>().WithMany().HasForeignKey(a => a.DecisionItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
