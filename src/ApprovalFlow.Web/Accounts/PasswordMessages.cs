using ApprovalFlow.Web.Languages;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlow.Web.Accounts;

/// <summary>What is wrong with a chosen password or sign-in name, in the reader's language.</summary>
internal sealed class PasswordMessages(Texts texts) : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) => Of(nameof(PasswordTooShort), texts["密码至少 {0} 位。", length]);

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Of(nameof(PasswordRequiresUniqueChars), texts["密码至少用到 {0} 个不同的字符。", uniqueChars]);

    public override IdentityError PasswordMismatch() => Of(nameof(PasswordMismatch), texts["现密码不正确。"]);

    public override IdentityError InvalidToken() => Of(nameof(InvalidToken), texts["链接已失效，请重新申请。"]);

    public override IdentityError DuplicateUserName(string userName) => Of(nameof(DuplicateUserName), texts["登录名“{0}”已被使用。", userName]);

    public override IdentityError InvalidUserName(string? userName) =>
        Of(nameof(InvalidUserName), texts["登录名只能用字母、数字和 - . _ @ +。"]);

    public override IdentityError ConcurrencyFailure() => Of(nameof(ConcurrencyFailure), texts["内容刚刚被别人修改，请刷新后再试。"]);

    public override IdentityError DefaultError() => Of(nameof(DefaultError), texts["无法完成这次操作"]);

    private static IdentityError Of(string code, string description) => new() { Code = code, Description = description };
}

/// <summary>A password must not contain the sign-in name, nor be one that everybody tries first.</summary>
internal sealed class NotGuessable(Texts texts) : IPasswordValidator<People.Account>
{
    private static readonly string[] TriedFirst =
        ["password", "12345678", "123456789", "1234567890", "qwertyui", "11111111", "88888888", "66666666", "abc12345", "admin123"];

    public Task<IdentityResult> ValidateAsync(UserManager<People.Account> manager, People.Account user, string? password)
    {
        var given = password ?? "";
        var guessable = TriedFirst.Any(known => given.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            || (user.UserName is { Length: > 3 } name && given.Contains(name, StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(guessable
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordGuessable", Description = texts["这个密码太容易猜到，请换一个。"] })
            : IdentityResult.Success);
    }
}
