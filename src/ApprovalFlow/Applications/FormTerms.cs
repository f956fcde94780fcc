namespace ApprovalFlow.Applications;

/// <summary>性别.</summary>
public enum Sex
{
    Male = 1,
    Female = 2,
}

/// <summary>政治面貌.</summary>
public enum PoliticalStatus
{
    /// <summary>中共党员.</summary>
    PartyMember = 1,

    /// <summary>中共预备党员.</summary>
    ProbationaryPartyMember = 2,

    /// <summary>民主党派成员.</summary>
    DemocraticParty = 3,

    /// <summary>无党派人士.</summary>
    NonPartisan = 4,

    /// <summary>共青团员.</summary>
    LeagueMember = 5,

    /// <summary>群众.</summary>
    Masses = 6,
}

/// <summary>学历, ascending: a higher number satisfies a demand for a lower one.</summary>
public enum EducationLevel
{
    /// <summary>高中（中专）及以下.</summary>
    Secondary = 1,

    /// <summary>大学专科.</summary>
    College = 2,

    /// <summary>大学本科.</summary>
    Undergraduate = 3,

    /// <summary>研究生.</summary>
    Postgraduate = 4,
}

/// <summary>学位, ascending.</summary>
public enum Degree
{
    None = 1,
    Bachelor = 2,
    Master = 3,
    Doctor = 4,
}

/// <summary>职务层次, ascending.</summary>
public enum PostRank
{
    /// <summary>科员级及以下.</summary>
    Staff = 1,

    /// <summary>乡科级副职.</summary>
    DeputySection = 2,

    /// <summary>乡科级正职.</summary>
    Section = 3,

    /// <summary>县处级副职.</summary>
    DeputyDivision = 4,

    /// <summary>县处级正职.</summary>
    Division = 5,

    /// <summary>厅局级副职.</summary>
    DeputyBureau = 6,

    /// <summary>厅局级正职.</summary>
    Bureau = 7,
}

/// <summary>编制性质.</summary>
public enum Establishment
{
    /// <summary>行政编制（公务员）.</summary>
    Administrative = 1,

    /// <summary>参照公务员法管理.</summary>
    Participating = 2,

    /// <summary>事业编制.</summary>
    Institution = 3,

    Other = 4,
}

/// <summary>年度考核等次.</summary>
public enum AppraisalGrade
{
    Excellent = 1,
    Competent = 2,
    BasicallyCompetent = 3,
    Incompetent = 4,

    /// <summary>不定等次 or not appraised, e.g. in the first months of service.</summary>
    NotGraded = 5,
}

/// <summary>What was imposed on the person; how long it stands in the way is the rules' business.</summary>
public enum SanctionKind
{
    /// <summary>警告.</summary>
    Warning = 1,

    /// <summary>记过.</summary>
    Demerit = 2,

    /// <summary>记大过.</summary>
    MajorDemerit = 3,

    /// <summary>降级.</summary>
    Demotion = 4,

    /// <summary>撤职.</summary>
    Removal = 5,

    /// <summary>诫勉.</summary>
    Admonition = 6,

    /// <summary>党内警告.</summary>
    PartyWarning = 7,

    /// <summary>党内严重警告.</summary>
    SeriousPartyWarning = 8,

    /// <summary>撤销党内职务.</summary>
    RemovalFromPartyPosts = 9,

    /// <summary>留党察看.</summary>
    ProbationInParty = 10,

    Other = 11,
}
