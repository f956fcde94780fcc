using ApprovalFlow.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApprovalFlow.Web.Accounts;

/// <summary>Finds the account somebody means when they type a sign-in name or an e-mail address.</summary>
public sealed class AccountLookup(UserManager<Account> accounts, IPasswordHasher<Account> hasher)
{
    private static readonly Account Nobody = new();
    private static string? _hashOfNobody;

    /// <summary>By sign-in name, else by an e-mail address that only one account has.</summary>
    public async Task<Account?> FindAsync(string name)
    {
        if (await accounts.FindByNameAsync(name.Trim()) is { } account) return account;

        var email = accounts.NormalizeEmail(name.Trim());
        var named = await accounts.Users.Where(a => a.NormalizedEmail == email).Take(2).ToListAsync();
        return named is [var only] ? only : null;
    }

    /// <summary>Unknown names take as long to refuse as wrong passwords, so that time does not tell which names exist.</summary>
    public void SpendTheTimeOfACheck(string password)
    {
        _hashOfNobody ??= hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString("n"));
        hasher.VerifyHashedPassword(Nobody, _hashOfNobody, password);
    }
}
