using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.Competitions;

/// <summary>Whether a post is still being competed for. Stored; never renumber.</summary>
public enum PostState
{
    Open = 1,

    /// <summary>Taken out of the competition with a reason, e.g. too few applicants.</summary>
    Cancelled = 2,
}

/// <summary>One announced mid-level post (职位) with the number of people to be appointed to it.</summary>
public sealed class Post
{
    private Post() { }

    public Guid Id { get; private set; }
    public Guid CompetitionId { get; private set; }

    /// <summary>From 1, in the order announced.</summary>
    public int Seq { get; set; }

    public string Name { get; set; } = "";
    public string Department { get; set; } = "";

    /// <summary>The post with its department, said once: many names of posts begin with it.</summary>
    public string FullName => Name.StartsWith(Department, StringComparison.Ordinal) ? Name : Department + Name;

    /// <summary>职务层次, e.g. 正处级副职.</summary>
    public string Level { get; set; } = "";

    public string Duties { get; set; } = "";

    /// <summary>Eligibility in words, as announced.</summary>
    public string Requirements { get; set; } = "";

    /// <summary>The machine-checkable part: a JSON array of eligibility rules, each with an explicit bound.</summary>
    public string RulesJson { get; set; } = "[]";

    /// <summary>The post's duties make health a condition; only then may the registration form ask for it.</summary>
    public bool NeedsHealth { get; set; }

    /// <summary>Vacant leadership posts within the approved number (职数). Never exceeded by <see cref="Quota"/>.</summary>
    public int Vacancies { get; set; }

    /// <summary>People to be appointed; may be reduced at the ratio gate, never raised.</summary>
    public int Quota { get; set; }

    public PostState State { get; private set; } = PostState.Open;
    public string StateReason { get; private set; } = "";

    public static Post In(Competition competition, int seq, string name, string department, string level, int vacancies, int quota) => new()
    {
        Id = Guid.CreateVersion7(), CompetitionId = competition.Id, Seq = seq, Name = name, Department = department,
        Level = level, Vacancies = vacancies, Quota = quota,
    };

    public bool Cancel(string reason)
    {
        if (State != PostState.Open) return false;
        (State, StateReason) = (PostState.Cancelled, reason);
        return true;
    }

    /// <summary>Lowers the number to be appointed; refuses to raise it or to reach zero.</summary>
    public bool Reduce(int quota, string reason)
    {
        if (State != PostState.Open || quota < 1 || quota >= Quota) return false;
        (Quota, StateReason) = (quota, reason);
        return true;
    }
}

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("Posts");
        post.HasKey(p => p.Id);
        post.Property(p => p.Id).ValueGeneratedNever();
        post.Property(p => p.Name).HasMaxLength(120);
        post.Property(p => p.Department).HasMaxLength(120);
        post.Property(p => p.Level).HasMaxLength(60);
        post.Property(p => p.StateReason).HasMaxLength(1000);
        post.Property(p => p.State).IsConcurrencyToken();
        post.Property(p => p.Quota).IsConcurrencyToken();
        post.HasIndex(p => new { p.CompetitionId, p.Seq });
        post.HasOne<Competition>().WithMany().HasForeignKey(p => p.CompetitionId).OnDelete(DeleteBehavior.Cascade);
    }
}
