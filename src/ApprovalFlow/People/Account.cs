using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ApprovalFlow.People;

/// <summary>How a person signs in. Its id is the person's id; it holds nothing else about the person.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>An account without a password: its owner sets one through a link sent by mail.</summary>
    public static Account For(Person person, string userName) => new()
    {
        Id = person.Id, UserName = userName, NormalizedUserName = Normalized(userName),
        Email = person.Email, NormalizedEmail = Normalized(person.Email),
        SecurityStamp = Guid.CreateVersion7().ToString("n"), LockoutEnabled = true,
    };

    /// <summary>Mails about the account, and sign-in by address, follow the person's address.</summary>
    public void MovesTo(string email) => (Email, NormalizedEmail) = (email, Normalized(email));

    /// <summary>Names that differ only in case or composition are the same name.</summary>
    public static string Normalized(string name) => name.Normalize().ToUpperInvariant();
}

internal sealed class AccountMapping :
    IEntityTypeConfiguration<Account>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("Accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.UserName).HasMaxLength(256);
        account.Property(a => a.NormalizedUserName).HasMaxLength(256);
        account.Property(a => a.Email).HasMaxLength(256);
        account.Property(a => a.NormalizedEmail).HasMaxLength(256);
        account.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
        account.HasIndex(a => a.NormalizedUserName).IsUnique();
        account.HasIndex(a => a.NormalizedEmail);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("AccountClaims").HasKey(c => c.Id);

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) =>
        login.ToTable("AccountLogins").HasKey(l => new { l.LoginProvider, l.ProviderKey });

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) =>
        token.ToTable("AccountTokens").HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
}
