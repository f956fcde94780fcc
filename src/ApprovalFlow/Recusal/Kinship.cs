namespace ApprovalFlow.Recusal;

/// <summary>The four groups of relatives that recusal knows (公务员回避规定). Adoption counts as blood (拟制血亲).</summary>
public enum KinshipDegree
{
    /// <summary>夫妻.</summary>
    Spouse = 1,

    /// <summary>直系血亲.</summary>
    DirectBlood = 2,

    /// <summary>三代以内旁系血亲.</summary>
    CollateralWithinThreeGenerations = 3,

    /// <summary>近姻亲.</summary>
    CloseAffinity = 4,
}

/// <summary>
/// What one person is to another. Declared by either side; it binds both, so one person's nephew is the other's uncle
/// and neither may act on the other.
/// </summary>
public enum Kinship
{
    /// <summary>配偶.</summary>
    Spouse = 1,

    /// <summary>祖父母、外祖父母.</summary>
    Grandparent = 2,

    /// <summary>父母.</summary>
    Parent = 3,

    /// <summary>子女.</summary>
    Child = 4,

    /// <summary>孙子女、外孙子女.</summary>
    Grandchild = 5,

    /// <summary>伯叔姑舅姨.</summary>
    UncleOrAunt = 6,

    /// <summary>兄弟姐妹.</summary>
    Sibling = 7,

    /// <summary>堂、表兄弟姐妹.</summary>
    Cousin = 8,

    /// <summary>侄子女、甥子女.</summary>
    NephewOrNiece = 9,

    /// <summary>配偶的父母.</summary>
    ParentInLaw = 10,

    /// <summary>配偶的兄弟姐妹.</summary>
    SpousesSibling = 11,

    /// <summary>配偶的兄弟姐妹的配偶.</summary>
    SpouseOfSpousesSibling = 12,

    /// <summary>子女的配偶.</summary>
    ChildInLaw = 13,

    /// <summary>子女配偶的父母.</summary>
    ParentOfChildInLaw = 14,

    /// <summary>伯叔姑舅姨的配偶.</summary>
    SpouseOfUncleOrAunt = 15,

    /// <summary>兄弟姐妹的配偶.</summary>
    SpouseOfSibling = 16,

    /// <summary>堂、表兄弟姐妹的配偶.</summary>
    SpouseOfCousin = 17,

    /// <summary>侄子女、甥子女的配偶.</summary>
    SpouseOfNephewOrNiece = 18,

    /// <summary>A more distant relative: no ground by itself, but may be declared as an interest.</summary>
    MoreDistant = 19,

    /// <summary>No relative: another interest that may affect fairness, declared or challenged, decided case by case.</summary>
    OtherInterest = 20,
}

/// <summary>What follows from a relation between somebody who acts and somebody acted upon.</summary>
public enum RecusalDemand
{
    /// <summary>Nothing follows.</summary>
    None = 1,

    /// <summary>The organ decides on the declaration or challenge; meanwhile only the task in question waits.</summary>
    ToBeDecided = 2,

    /// <summary>Must withdraw, whatever anybody thinks of it.</summary>
    MustWithdraw = 3,
}

/// <summary>Which relations force recusal, and where.</summary>
public static class Kinships
{
    /// <summary>The group a relation belongs to; null when it is outside all four.</summary>
    public static KinshipDegree? DegreeOf(Kinship kinship) => kinship switch
    {
        Kinship.Spouse => KinshipDegree.Spouse,
        Kinship.Grandparent or Kinship.Parent or Kinship.Child or Kinship.Grandchild => KinshipDegree.DirectBlood,
        Kinship.UncleOrAunt or Kinship.Sibling or Kinship.Cousin or Kinship.NephewOrNiece => KinshipDegree.CollateralWithinThreeGenerations,
        Kinship.ParentInLaw or Kinship.SpousesSibling or Kinship.SpouseOfSpousesSibling or Kinship.ChildInLaw or Kinship.ParentOfChildInLaw
            or Kinship.SpouseOfUncleOrAunt or Kinship.SpouseOfSibling or Kinship.SpouseOfCousin or Kinship.SpouseOfNephewOrNiece
            => KinshipDegree.CloseAffinity,
        Kinship.MoreDistant or Kinship.OtherInterest => null,
    };

    /// <summary>
    /// What a relation asks of a person who reviews, scores, inspects, counts, handles objections, discusses or decides:
    /// the same everywhere, since whoever is related may not take part nor influence.
    /// </summary>
    public static RecusalDemand Demand(Kinship kinship) => kinship switch
    {
        Kinship.MoreDistant => RecusalDemand.None,
        Kinship.OtherInterest => RecusalDemand.ToBeDecided,
        _ => DegreeOf(kinship) is null ? RecusalDemand.None : RecusalDemand.MustWithdraw,
    };

    /// <summary>The strongest demand of several relations; the person acted upon is always the nearest of all.</summary>
    public static RecusalDemand Demand(Guid actor, Guid actedUpon, IEnumerable<Kinship> relations)
        => actor == actedUpon ? RecusalDemand.MustWithdraw : relations.Select(Demand).DefaultIfEmpty(RecusalDemand.None).Max();
}
