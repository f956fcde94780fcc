using System.Globalization;
using System.Security.Cryptography;
using ApprovalFlow.Calendar;
using ApprovalFlow.Web.Security;
using Microsoft.AspNetCore.DataProtection;

namespace ApprovalFlow.Web.Pages.Notices;

/// <summary>
/// How many reports came from this device today: a number in a protected cookie, so that nothing about the device or the
/// reporter has to be kept here. A changed or foreign value counts as none.
/// </summary>
public sealed class DeviceCounter(IDataProtectionProvider protection, TimeProvider clock)
{
    private const string CookieName = "reports";

    private readonly IDataProtector _protector = protection.CreateProtector("objections.device");

    public int CountToday(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 } value) return 0;
        try
        {
            var parts = _protector.Unprotect(value).Split(' ');
            return parts[0] == Today() ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        }
        catch (CryptographicException)
        {
            return 0;
        }
    }

    public void CountOneMore(HttpRequest request, HttpResponse response)
    {
        var cookie = new CookieBuilder { MaxAge = TimeSpan.FromDays(1) };
        Cookies.Harden(cookie, CookieName, https: false);
        response.Cookies.Append(
            CookieName, _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{Today()} {CountToday(request) + 1}")),
            cookie.Build(request.HttpContext, clock.GetUtcNow()));
    }

    private string Today() => ChinaTime.DateOf(clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
