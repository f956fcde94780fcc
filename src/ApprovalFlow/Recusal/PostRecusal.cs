namespace ApprovalFlow.Recusal;

/// <summary>The work of a post as far as post recusal looks at it.</summary>
public enum PostFunction
{
    Ordinary = 1,

    /// <summary>组织人事.</summary>
    OrganisationAndPersonnel = 2,

    /// <summary>纪检.</summary>
    Discipline = 3,

    /// <summary>监察.</summary>
    Supervision = 4,

    /// <summary>审计.</summary>
    Audit = 5,

    /// <summary>财务.</summary>
    Finance = 6,
}

/// <summary>Why an appointment would put relatives where they may not be together (任职回避).</summary>
public enum PostRecusalGround
{
    /// <summary>双方直接隶属于同一领导人员; members of one leadership team are one leader.</summary>
    SameDirectLeader = 1,

    /// <summary>有直接上下级领导关系: one level up, chiefs and deputies alike.</summary>
    DirectSuperior = 2,

    /// <summary>Personnel, discipline, supervision, audit or finance where the relative leads.</summary>
    SensitivePostUnderRelative = 3,

    /// <summary>Leads the supervising body of an industry in which the nearest family runs a business.</summary>
    FamilyBusiness = 4,
}

/// <summary>How the intended post and a relative's post stand to each other.</summary>
public sealed record PostRelation(
    Kinship Kinship, bool UnderSameLeader = false, bool OneDirectlyLeadsTheOther = false, bool RelativeLeadsTheOrgan = false,
    PostFunction Function = PostFunction.Ordinary);

/// <summary>
/// Whether somebody may hold an intended post beside a relative (公务员法 第七十四条). Hometown recusal concerns chiefs of
/// counties and townships (第七十五条), never the mid-level posts competed for here.
/// </summary>
public static class PostRecusal
{
    /// <summary>Every ground that stands in the way; none for relations outside the four degrees.</summary>
    public static IReadOnlyList<PostRecusalGround> Check(PostRelation relation)
    {
        if (Kinships.DegreeOf(relation.Kinship) is null) return [];

        var grounds = new List<PostRecusalGround>();
        if (relation.UnderSameLeader) grounds.Add(PostRecusalGround.SameDirectLeader);
        if (relation.OneDirectlyLeadsTheOther) grounds.Add(PostRecusalGround.DirectSuperior);
        if (relation.RelativeLeadsTheOrgan && relation.Function != PostFunction.Ordinary) grounds.Add(PostRecusalGround.SensitivePostUnderRelative);
        return grounds;
    }

    /// <summary>A leader of a supervising or managing body, and who of the family runs a business in its field.</summary>
    public static PostRecusalGround? CheckBusiness(Kinship owner, bool leadsTheSupervisingBody) => owner switch
    {
        Kinship.Spouse or Kinship.Child or Kinship.ChildInLaw when leadsTheSupervisingBody => PostRecusalGround.FamilyBusiness,
        _ => null,
    };
}
