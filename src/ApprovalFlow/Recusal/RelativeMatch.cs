using System.Text;

namespace ApprovalFlow.Recusal;

/// <summary>A relative as somebody declared one: relation, name, and month of birth where it was given.</summary>
public sealed record DeclaredRelative(Guid DeclaredBy, Kinship Kinship, string Name, DateOnly? BornIn);

/// <summary>A person who takes part, as far as a declaration can be matched.</summary>
public sealed record KnownPerson(Guid Id, string Name, DateOnly? BornOn);

/// <summary>A declaration that fits a person who takes part. Certain when the month of birth fits too.</summary>
public sealed record RelativeMatch(Guid DeclaredBy, Guid Person, Kinship Kinship, bool Certain)
{
    /// <summary>
    /// Names must be equal, spaces and width of characters aside. Different months of birth are different people; a month
    /// that is missing on either side leaves a match that a person must confirm.
    /// </summary>
    public static IReadOnlyList<RelativeMatch> Find(IEnumerable<DeclaredRelative> declared, IEnumerable<KnownPerson> people)
    {
        var byName = people.ToLookup(person => Plain(person.Name), StringComparer.Ordinal);
        return
        [
            .. from relative in declared
               from person in byName[Plain(relative.Name)]
               where person.Id != relative.DeclaredBy
               let sameMonth = SameMonth(relative.BornIn, person.BornOn)
               where sameMonth is not false
               select new RelativeMatch(relative.DeclaredBy, person.Id, relative.Kinship, sameMonth is true),
        ];
    }

    private static bool? SameMonth(DateOnly? one, DateOnly? other)
        => one is { } first && other is { } second ? (first.Year, first.Month) == (second.Year, second.Month) : null;

    private static string Plain(string name)
        => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character) && character != '·'));
}

/// <summary>What somebody had contributed before a relation came to light.</summary>
public enum Contribution
{
    /// <summary>A task not yet done: a review, an inspection talk, a count.</summary>
    OpenTask = 1,

    /// <summary>A signed sheet with a name on it.</summary>
    ScoreSheet = 2,

    /// <summary>A vote given by voice or hands, on record by name.</summary>
    NamedVote = 3,

    /// <summary>A ballot among others, by design not to be found again.</summary>
    SecretBallot = 4,
}

/// <summary>What is done about it.</summary>
public enum Remedy
{
    Withdraw = 1,

    /// <summary>Taken out and the component computed again, with a record.</summary>
    RemoveAndRecompute = 2,

    /// <summary>Not separable: the round is void and repeated.</summary>
    VoidAndRepeat = 3,
}

/// <summary>A relation that comes to light late.</summary>
public static class LateDiscovery
{
    public static Remedy RemedyFor(Contribution contribution) => contribution switch
    {
        Contribution.OpenTask => Remedy.Withdraw,
        Contribution.ScoreSheet or Contribution.NamedVote => Remedy.RemoveAndRecompute,
        Contribution.SecretBallot => Remedy.VoidAndRepeat,
    };
}
