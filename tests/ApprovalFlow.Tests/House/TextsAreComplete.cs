using System.Text.RegularExpressions;
using ApprovalFlow.Tests.Support;
using ApprovalFlow.Web.Languages;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ApprovalFlow.Tests.House;

/// <summary>Both languages say everything, and nothing on a page is said outside of them.</summary>
public sealed partial class TextsAreComplete
{
    private const string Web = "src/ApprovalFlow.Web";

    /// <summary>Chinese in code that is not a text to translate: it is used only when the page is Chinese anyway, or is data.</summary>
    private static readonly string[] NotTexts =
    [
        "Languages/Language.cs", // the name of the language, in its own script
        "Dates/ChineseDate.cs",  // the Chinese way to write a date
        "Pages/Competitions/TrailPhrases.cs", // what is stored in English, read in Chinese
        "Demo/",                 // the people and units of the demonstration
        "Rehearsals/",           // the people and units of a rehearsal
        "CommandLine/",          // says both languages itself: a prompt has no page and no reader's choice
    ];

    private static readonly TextCatalog English = TextCatalog.BuiltIn("en");
    private static readonly TextCatalog Chinese = TextCatalog.BuiltIn("zh");

    [Fact]
    public void Every_text_has_an_English_translation() =>
        Nothing(TextsInUse().Where(text => English.Find(text) is null));

    [Fact]
    public void No_translation_is_left_over()
    {
        var used = TextsInUse().ToHashSet(StringComparer.Ordinal);
        Nothing(English.Keys.Where(key => !EnumKey().IsMatch(key) && !used.Contains(key)));
    }

    [Fact]
    public void No_page_has_Chinese_that_cannot_be_translated() =>
        Nothing(
            from file in WorkingCopy.Files(Web, ".cshtml")
            from raw in SourceTexts.RawChineseOfPage(File.ReadAllText(file))
            select $"{Path.GetRelativePath(WorkingCopy.Root, file)}:{raw.Line} {raw.Text}");

    [Fact]
    public void Both_languages_fill_in_the_same_places() =>
        Nothing(English.Keys.Where(key => !EnumKey().IsMatch(key) && !Places(key).SetEquals(Places(English.Find(key)!))));

    [Fact]
    public void English_texts_are_English() =>
        Nothing(English.Keys.Select(key => English.Find(key)!).Where(SourceTexts.HasChinese));

    [Fact]
    public void Chinese_texts_are_punctuated_in_full_width() =>
        Nothing(English.Keys.Concat(Chinese.Keys.Select(key => Chinese.Find(key)!)).Where(text => HalfWidth().IsMatch(text)));

    [Fact]
    public void Every_enum_shown_to_people_is_named_in_both_languages()
    {
        var wanted = EnumsShown()
            .SelectMany(type => type.Fields.Where(f => f.IsStatic).Select(f => $"{type.Name}.{f.Name}"))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(wanted);
        Nothing(wanted.Where(key => Chinese.Find(key) is null).Select(key => $"zh: {key}"));
        Nothing(wanted.Where(key => English.Find(key) is null).Select(key => $"en: {key}"));
    }

    [Fact]
    public void Every_enum_name_belongs_to_an_enum()
    {
        var members = OurAssemblies()
            .SelectMany(assembly => assembly.MainModule.GetTypes())
            .Where(type => type.IsEnum)
            .SelectMany(type => type.Fields.Where(f => f.IsStatic).Select(f => $"{type.Name}.{f.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        Nothing(Chinese.Keys.Concat(English.Keys.Where(key => EnumKey().IsMatch(key))).Where(key => !members.Contains(key)));
    }

    [Fact]
    public void The_same_text_may_not_be_translated_in_two_ways()
    {
        static Dictionary<string, string> Says(string english) => new() { ["待办"] = english };

        TextCatalog.Merge([("a.json", Says("Inbox")), ("b.json", Says("Inbox"))]);
        var refused = Assert.Throws<InvalidOperationException>(() => TextCatalog.Merge([("a.json", Says("Inbox")), ("b.json", Says("To do"))]));
        Assert.Contains("b.json", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>@T[\"待办\"]</p>", new[] { "待办" }, 0)]
    [InlineData("<p title=\"@T[\"共 {0} 条\", Model.Count(x => x[0])]\">@T[late ? \"已逾期\" : \"今天截止\"]</p>", new[] { "共 {0} 条", "已逾期", "今天截止" }, 0)]
    [InlineData("@T.Html(\"请先{0}。\", link)", new[] { "请先{0}。" }, 0)]
    [InlineData("@T[\"{0} · {1}\", a, b[\"x\"]]", new[] { "{0} · {1}" }, 0)]
    [InlineData("<p>待办</p>", new string[0], 1)]
    [InlineData("@* 说明 *@ <!-- 说明 -->", new string[0], 0)]
    [InlineData("@{ var x = \"待办\"; }", new string[0], 1)]
    public void The_reader_of_pages_sees_texts_and_what_bypasses_them(string page, string[] keys, int raw)
    {
        Assert.Equal(keys, SourceTexts.KeysOfPage(page));
        Assert.Equal(raw, SourceTexts.RawChineseOfPage(page).Count());
    }

    [Theory]
    [InlineData("return texts[\"待办\"];", new[] { "待办" })]
    [InlineData("// 待办\nx = '\"'; /* 待办 */ y = \"说\\\"是\\\"\";", new[] { "说\"是\"" })]
    [InlineData("var s = $\"共 {n} 条\";", new[] { "共 {n} 条" })]
    public void The_reader_of_code_sees_every_Chinese_literal(string code, string[] literals) =>
        Assert.Equal(literals, SourceTexts.ChineseLiteralsOfCode(code));

    /// <summary>All complaints at once, each on its line.</summary>
    private static void Nothing(IEnumerable<string> complaints)
    {
        var lines = complaints.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    [Fact]
    public void The_reader_of_code_sees_keys_without_Chinese() =>
        Assert.Equal(["{0} · {1}", "a\"b"], SourceTexts.KeysOfCode("x = texts[\"{0} · {1}\", a]; T[ \"a\\\"b\" ]; y[\"no\"]"));

    private static IEnumerable<string> TextsInUse()
    {
        var pages = WorkingCopy.Files(Web, ".cshtml").SelectMany(file => SourceTexts.KeysOfPage(File.ReadAllText(file)));
        var code = WorkingCopy.Files(Web, ".cs")
            .Where(file => !NotTexts.Any(file[(WorkingCopy.Of(Web).Length + 1)..].StartsWith))
            .Select(File.ReadAllText)
            .SelectMany(text => SourceTexts.ChineseLiteralsOfCode(text).Concat(SourceTexts.KeysOfCode(text)));
        return pages.Concat(code);
    }

    /// <summary>The enums given to Texts.Of anywhere in the compiled pages and code.</summary>
    private static IEnumerable<TypeDefinition> EnumsShown() => OurAssemblies()
        .SelectMany(assembly => assembly.MainModule.GetTypes())
        .SelectMany(type => type.Methods)
        .Where(method => method.HasBody)
        .SelectMany(method => method.Body.Instructions)
        .Where(i => i.OpCode == OpCodes.Call || i.OpCode == OpCodes.Callvirt)
        .Select(i => i.Operand)
        .OfType<GenericInstanceMethod>()
        .Where(call => call.Name == nameof(Texts.Of) && call.DeclaringType.Name == nameof(Texts))
        .Select(call => call.GenericArguments[0])
        .Where(type => !type.IsGenericParameter)
        .Select(type => type.Resolve())
        .Where(type => type.IsEnum)
        .DistinctBy(type => type.FullName);

    private static IEnumerable<AssemblyDefinition> OurAssemblies()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        string[] names = ["ApprovalFlow", "ApprovalFlow.Engine", "ApprovalFlow.Web"];
        return [.. names.Select(name => AssemblyDefinition.ReadAssembly(
            Path.Combine(AppContext.BaseDirectory, $"{name}.dll"), new ReaderParameters { AssemblyResolver = resolver, InMemory = true }))];
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*\.[A-Z][A-Za-z0-9]*$")]
    private static partial Regex EnumKey();

    [GeneratedRegex(@"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(\s|$)")]
    private static partial Regex HalfWidth();
}
