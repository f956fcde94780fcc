using ApprovalFlow.People;
using ApprovalFlow.Units;
using Microsoft.AspNetCore.Identity;

namespace ApprovalFlow.Web.Rehearsals;

/// <summary>Somebody invented, and how to sign in as them where they have an account.</summary>
public sealed record InventedPerson(Person Person, string UserName, IReadOnlyList<Role> Roles);

/// <summary>
/// Invented people with invented names. With a hasher they have accounts and everybody signs in with the same password, hashed
/// once; it is shown on /demo, which exists only in a demonstration.
/// </summary>
internal sealed class InventedPeople(Unit unit, string prefix, IPasswordHasher<Account>? hasher)
{
    public const string Password = "demo-xiangmu-2026";

    private static readonly string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private static readonly string[] Given =
    [
        "建国", "志强", "晓梅", "文博", "海燕", "立新", "秀兰", "思远", "丽华", "永刚", "雪松", "佳宁", "明哲", "春生", "慧敏", "振华",
        "若兰", "大勇", "一鸣", "玉洁", "国栋", "静怡", "长河", "亚楠", "少华", "新宇", "红霞", "子健", "月明", "凯旋",
    ];

    private readonly string? _hash = hasher?.HashPassword(new Account(), Password);
    private int _count;

    public List<InventedPerson> All { get; } = [];

    public InventedPerson Add(string userName, string department, string position, params Role[] roles)
    {
        var number = ++_count;
        var name = $"{Surnames[number * 7 % Surnames.Length]}{Given[number * 11 % Given.Length]}";
        var staff = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:0000}");
        var login = prefix + userName;
        var person = Person.Join(unit, staff, name, department, position, $"{login}@demo.example");
        person.Phone = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"024-8600{number:0000}");
        var added = new InventedPerson(person, login, roles);
        All.Add(added);
        return added;
    }

    public List<InventedPerson> AddMany(int count, string userName, string department, string position, params Role[] roles) =>
        [.. Enumerable.Range(1, count).Select(i => Add(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{userName}{i:00}"), department, position, roles))];

    /// <summary>The rows of everybody: person, roles and account.</summary>
    public IEnumerable<object> Rows() => All.SelectMany(each => each.Roles
        .Select(role => (object)RoleGrant.To(each.Person.Id, unit.Id, role))
        .Prepend(AccountOf(each)).Prepend(each.Person));

    private Account AccountOf(InventedPerson person) => new()
    {
        Id = person.Person.Id, UserName = person.UserName, NormalizedUserName = person.UserName.ToUpperInvariant(),
        Email = person.Person.Email, NormalizedEmail = person.Person.Email.ToUpperInvariant(), EmailConfirmed = true,
        PasswordHash = _hash, LockoutEnabled = true, SecurityStamp = Guid.CreateVersion7().ToString("n"), ConcurrencyStamp = Guid.CreateVersion7().ToString("n"),
    };
}
