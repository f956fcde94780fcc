using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using MiniExcelLibs;

namespace ApprovalFlow.Stages.WrittenExam;

/// <summary>Somebody who sits the exam, as a score list must name them.</summary>
public sealed record Examinee(Guid ApplicationId, string Number, string Name);

public enum ExamImportProblemKind
{
    /// <summary>Neither a readable XLSX workbook nor CSV text.</summary>
    Unreadable = 1,

    /// <summary>No row has a column for the number and one for the mark.</summary>
    NoHeader,
    TooManyRows,
    NumberMissing,
    UnknownCandidate,
    DuplicateCandidate,
    NameDiffers,
    MarkMissing,
    MarkNotANumber,
    MarkOutOfRange,

    /// <summary>More than two decimals: nothing is rounded silently.</summary>
    TooManyDecimals,

    /// <summary>A candidate of the sitting is not on the list at all.</summary>
    NotOnList,
}

/// <summary>What is wrong with one row, as people count rows in their spreadsheet; row 0 is the list as a whole.</summary>
public sealed record ExamImportProblem(int Row, ExamImportProblemKind Kind, string Text);

/// <summary>A score list as read: either complete, or the problems of every row that has one, and then nothing is taken over.</summary>
public sealed record ExamImport(ImmutableDictionary<Guid, decimal?> Marks, ImmutableArray<ExamImportProblem> Problems)
{
    private const int MostRows = 5000, MostColumns = 50, HeaderWithin = 20;
    private const long LargestUnpacked = 50L << 20;

    private static readonly string[] NumberHeads = ["报名编号", "准考证号", "考号", "报名序号", "编号", "number", "candidate number"];
    private static readonly string[] NameHeads = ["姓名", "name"];
    private static readonly string[] MarkHeads = ["笔试成绩", "成绩", "分数", "得分", "mark", "score"];
    private static readonly string[] AbsentWords = ["缺考", "缺", "absent"];

    public bool IsComplete => Problems.IsEmpty;

    public static ExamImport Read(Stream file, string fileName, IReadOnlyCollection<Examinee> examinees, decimal fullMark)
    {
        List<string[]> rows;
        try
        {
            rows = fileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? Workbook(file) : Csv(file);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException or InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            // The spreadsheet reader throws whatever it stumbles over in a broken file.
            return Refused(new ExamImportProblem(0, ExamImportProblemKind.Unreadable, fileName));
        }

        return rows.Count > MostRows
            ? Refused(new ExamImportProblem(0, ExamImportProblemKind.TooManyRows, MostRows.ToString(CultureInfo.InvariantCulture)))
            : Of(rows, examinees, fullMark);
    }

    /// <summary>The same for rows already at hand, e.g. typed ones. The first row is row 1.</summary>
    public static ExamImport Of(IReadOnlyList<string[]> rows, IReadOnlyCollection<Examinee> examinees, decimal fullMark)
    {
        var clean = rows.Select(row => row.Select(Clean).ToArray()).ToArray();
        if (HeaderOf(clean) is not { } header) return Refused(new ExamImportProblem(0, ExamImportProblemKind.NoHeader, ""));

        var marks = ImmutableDictionary.CreateBuilder<Guid, decimal?>();
        var problems = new List<ExamImportProblem>();
        var seen = new HashSet<Guid>();
        for (var index = header.Row + 1; index < clean.Length; index++)
        {
            var row = clean[index];
            if (row.All(cell => cell.Length == 0)) continue;

            var problem = ReadRow(row, header, examinees, fullMark, seen, marks);
            if (problem is { } found) problems.Add(new(index + 1, found.Kind, found.Text));
        }

        problems.AddRange(examinees.Where(examinee => !seen.Contains(examinee.ApplicationId))
            .Select(examinee => new ExamImportProblem(0, ExamImportProblemKind.NotOnList, $"{examinee.Number} {examinee.Name}")));
        return problems.Count == 0 ? new(marks.ToImmutable(), []) : Refused([.. problems]);
    }

    /// <summary>A mark as people type it; null text is not allowed, 缺考 is absent. The kind says what is wrong with it.</summary>
    public static (decimal? Mark, ExamImportProblemKind? Problem) MarkOf(string? text, decimal fullMark)
    {
        var clean = Clean(text);
        if (clean.Length == 0) return (null, ExamImportProblemKind.MarkMissing);
        if (AbsentWords.Contains(clean, StringComparer.OrdinalIgnoreCase)) return (null, null);
        if (!decimal.TryParse(clean, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var mark))
            return (null, ExamImportProblemKind.MarkNotANumber);
        if (mark < 0 || mark > fullMark) return (null, ExamImportProblemKind.MarkOutOfRange);
        return decimal.Round(mark, 2) == mark ? (mark, null) : (null, ExamImportProblemKind.TooManyDecimals);
    }

    private static (ExamImportProblemKind Kind, string Text)? ReadRow(
        string[] row, Header header, IReadOnlyCollection<Examinee> examinees, decimal fullMark, HashSet<Guid> seen,
        ImmutableDictionary<Guid, decimal?>.Builder marks)
    {
        string Cell(int? column) => column is { } at && at < row.Length ? row[at] : "";

        var number = Cell(header.Number);
        if (number.Length == 0) return (ExamImportProblemKind.NumberMissing, Cell(header.Name));
        if (Find(examinees, number) is not { } examinee) return (ExamImportProblemKind.UnknownCandidate, number);
        if (!seen.Add(examinee.ApplicationId)) return (ExamImportProblemKind.DuplicateCandidate, number);
        var name = Cell(header.Name).Replace(" ", "", StringComparison.Ordinal);
        if (name.Length > 0 && name != examinee.Name.Replace(" ", "", StringComparison.Ordinal)) return (ExamImportProblemKind.NameDiffers, $"{number} {name}");

        var (mark, problem) = MarkOf(Cell(header.Mark), fullMark);
        if (problem is { } kind) return (kind, Cell(header.Mark));
        marks[examinee.ApplicationId] = mark;
        return null;
    }

    /// <summary>Spreadsheets turn "007" into 7: where the text does not match, the number does.</summary>
    private static Examinee? Find(IReadOnlyCollection<Examinee> examinees, string number) =>
        examinees.FirstOrDefault(e => string.Equals(e.Number, number, StringComparison.OrdinalIgnoreCase))
            ?? (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? examinees.FirstOrDefault(e => int.TryParse(e.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own == value)
                : null);

    /// <summary>The first row that names a number and a mark column; titles merged over the table come before it.</summary>
    private static Header? HeaderOf(string[][] rows)
    {
        for (var index = 0; index < Math.Min(rows.Length, HeaderWithin); index++)
        {
            var heads = rows[index].Select(cell => cell.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()).ToArray();
            int? Column(string[] names) => Array.FindIndex(heads, head => names.Any(name => head == name || head.StartsWith($"{name}(", StringComparison.Ordinal))) is >= 0 and var at ? at : null;
            if (Column(NumberHeads) is { } number && Column(MarkHeads) is { } mark) return new(index, number, Column(NameHeads), mark);
        }

        return null;
    }

    /// <summary>Full-width figures and letters become ordinary ones; spaces of all kinds around a value go.</summary>
    private static string Clean(string? text) => (text ?? "").Normalize(NormalizationForm.FormKC).Trim().Trim('\'', '\u200b', '\ufeff').Trim();

    private static List<string[]> Workbook(Stream file)
    {
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        copy.Position = 0;
        using (var archive = new ZipArchive(copy, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (archive.Entries.Sum(entry => entry.Length) > LargestUnpacked) throw new InvalidDataException("The workbook unpacks to too much.");
        }

        copy.Position = 0;
        var rows = new List<string[]>();
        foreach (var row in copy.Query(useHeaderRow: false).Take(MostRows + 1).Cast<IDictionary<string, object?>>())
            rows.Add([.. row.Values.Take(MostColumns).Select(Text)]);
        return rows;
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        // The file holds the shortest decimal text of the number; it is never computed with as a double.
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static List<string[]> Csv(Stream file)
    {
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes.AsSpan().Contains((byte)0)) throw new InvalidDataException("Not a text file.");

        return CsvText.Rows(Decode(bytes)).Take(MostRows + 1).Select(row => row.Take(MostColumns).ToArray()).ToList();
    }

    /// <summary>UTF-8, or else GB18030, which Chinese spreadsheets still write CSV in.</summary>
    private static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }

    private static ExamImport Refused(params ImmutableArray<ExamImportProblem> problems) => new(ImmutableDictionary<Guid, decimal?>.Empty, problems);

    private sealed record Header(int Row, int Number, int? Name, int Mark);
}
