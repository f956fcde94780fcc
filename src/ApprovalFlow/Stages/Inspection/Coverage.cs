using System.Globalization;

namespace ApprovalFlow.Stages.Inspection;

/// <summary>A share such as "2/3" that must at least be reached (以上 includes the number itself).</summary>
public readonly record struct Coverage(int Part, int Whole)
{
    public static Coverage Parse(string share)
    {
        var parts = share.Split('/', StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var part)
            && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var whole)
            && part > 0 && whole >= part
                ? new(part, whole)
                : throw new FormatException($"'{share}' is not a share such as 2/3.");
    }

    public bool IsReached(int count, int of) => (long)count * Whole >= (long)of * Part;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Whole}");
}
