using ApprovalFlow.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace ApprovalFlow.Web.Accounts;

/// <summary>Mails somebody the link through which they set their password.</summary>
public sealed class PasswordLinks(UserManager<Account> accounts, OfferPasswordReset offer)
{
    /// <summary>False when there is no such account, or a link was sent in the last five minutes.</summary>
    public async Task<bool> SendAsync(Guid accountId, IUrlHelper url, CancellationToken ct)
    {
        if (await accounts.FindByIdAsync(accountId.ToString()) is not { } account) return false;

        var token = await accounts.GeneratePasswordResetTokenAsync(account);
        return await offer.RunAsync(new(account.Id, url.Page("/Account/Reset", new { id = account.Id, token })!), ct);
    }
}
