using System.Xml.Linq;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Trail;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ApprovalFlow.Tests.House;

/// <summary>The walls of the house. To move one, edit the table; the change shows in the review.</summary>
public class Boundaries
{
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["ApprovalFlow.Engine"] = [],
        ["ApprovalFlow"] = ["ApprovalFlow.Engine"],
        ["ApprovalFlow.Database"] = ["ApprovalFlow"],
        ["ApprovalFlow.Web"] = ["ApprovalFlow", "ApprovalFlow.Database", "ApprovalFlow.Engine"],
    };

    private static readonly string[] NotInTheProduct =
        ["Elsa", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.SqlServer", "Npgsql", "MailKit", "MimeKit", "Hangfire"];

    private static readonly string[] NotInTheEngine = [.. NotInTheProduct, "ApprovalFlow"];

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        foreach (var file in WorkingCopy.Files("src", ".csproj"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var found = XDocument.Load(file).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).Order(StringComparer.Ordinal);
            Assert.Equal(Projects[name].Order(StringComparer.Ordinal), found);
        }
    }

    [Fact]
    public void The_product_knows_no_web_no_database_brand_and_no_mail_library() =>
        Assert.Empty(Forbidden(typeof(TrailEntry), NotInTheProduct));

    [Fact]
    public void The_engine_knows_nothing_of_the_product() => Assert.Empty(Forbidden(typeof(Engine.Signal), NotInTheEngine));

    [Fact]
    public void The_list_of_forbidden_names_is_awake() => Assert.NotEmpty(Forbidden(typeof(TrailEntry), ["Microsoft.EntityFrameworkCore"]));

    /// <summary>Each folder of the product may use what the table beside this file says; one line a folder.</summary>
    [Fact]
    public void Folders_use_only_the_folders_the_table_allows()
    {
        var violations = Violations(Allowed());
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void No_line_of_the_table_is_dead()
    {
        var used = Edges().ToHashSet();
        var written = Allowed().SelectMany(line => line.Value.Select(to => (From: line.Key, To: to)));
        Assert.Equal([], written.Except(used));
    }

    [Fact]
    public void The_walk_itself_is_awake() =>
        Assert.Contains("Tasks -> Stages", Violations(Allowed().Keys.ToDictionary(k => k, _ => Array.Empty<string>())));

    /// <summary>"Folder: what it may use", from Boundaries.txt.</summary>
    private static Dictionary<string, string[]> Allowed() => File.ReadAllLines(WorkingCopy.Of("tests/ApprovalFlow.Tests/House/Boundaries.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':', 2))
        .ToDictionary(line => line[0], line => line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Forbidden(Type type, string[] names) =>
        [.. type.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(a => names.Any(n => a.StartsWith(n, StringComparison.Ordinal)))];

    private static List<string> Violations(Dictionary<string, string[]> allowed) =>
        [.. Edges().Where(e => !allowed.GetValueOrDefault(e.From, []).Contains(e.To)).Select(e => $"{e.From} -> {e.To}").Order(StringComparer.Ordinal)];

    private static List<(string From, string To)> Edges()
    {
        using var module = ModuleDefinition.ReadModule(typeof(TrailEntry).Assembly.Location);
        return module.GetTypes()
            .SelectMany(type => UsedBy(type).Select(used => (From: FolderOf(Outermost(type).Namespace), To: FolderOf(used))))
            .Where(e => e.From is not null && e.To is not null && e.From != e.To)
            .Select(e => (e.From!, e.To!)).Distinct().ToList();
    }

    private static string? FolderOf(string ns) =>
        ns.StartsWith("ApprovalFlow.", StringComparison.Ordinal) && !ns.StartsWith("ApprovalFlow.Engine", StringComparison.Ordinal)
            ? ns["ApprovalFlow.".Length..].Split('.')[0] : null;

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static IEnumerable<string> UsedBy(TypeDefinition type)
    {
        var types = type.Fields.Select(f => f.FieldType)
            .Concat(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)))
            .Concat(type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Variables.Select(v => v.VariableType)))
            .Concat(type.Interfaces.Select(i => i.InterfaceType));
        if (type.BaseType is not null) types = types.Append(type.BaseType);
        var operands = type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Select(TypeOf).OfType<TypeReference>();
        return types.Concat(operands).SelectMany(Flatten).Select(t => Topmost(t).Namespace);
    }

    private static TypeReference Topmost(TypeReference type) => type.DeclaringType is null ? type : Topmost(type.DeclaringType);

    private static TypeReference? TypeOf(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => type,
        MethodReference method => method.DeclaringType,
        FieldReference field => field.DeclaringType,
        _ => null,
    };

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericInstanceType g => g.GenericArguments.SelectMany(Flatten).Append(g.ElementType),
        TypeSpecification s => Flatten(s.ElementType),
        _ => [type],
    };
}
