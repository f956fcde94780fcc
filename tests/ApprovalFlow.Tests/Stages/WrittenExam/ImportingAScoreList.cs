using System.Globalization;
using System.Text;
using ApprovalFlow.Stages.WrittenExam;
using static ApprovalFlow.Tests.Support.ScoreListFile;

namespace ApprovalFlow.Tests.Stages.WrittenExam;

/// <summary>A score list as it comes from a spreadsheet, with the usual dirt: all of it is taken over, or none.</summary>
public sealed class ImportingAScoreList
{
    private static readonly IReadOnlyList<Examinee> Sixty =
        [.. Enumerable.Range(1, 60).Select(n => new Examinee(Guid.CreateVersion7(), n.ToString("000", CultureInfo.InvariantCulture), $"考生{n}"))];

    static ImportingAScoreList() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Sixty_rows_under_a_merged_header_are_read_as_they_are_meant()
    {
        var rows = Table(Sixty.Select((e, i) => new object?[] { e.Number, e.Name, 60.5m + i / 2m }));
        rows[4] = Row("００３", "　考生3 ", "８５．５"); // full-width figures, full-width and trailing spaces
        rows[5] = Row("4", "考 生 4", " 77.25 ");        // a number whose zeros the spreadsheet ate
        rows[6] = Row("005", "", "缺考");

        var import = Read(Workbook(rows));

        Assert.Empty(import.Problems);
        Assert.Equal(60, import.Marks.Count);
        Assert.Equal(85.5m, import.Marks[Sixty[2].ApplicationId]);
        Assert.Equal(77.25m, import.Marks[Sixty[3].ApplicationId]);
        Assert.Null(import.Marks[Sixty[4].ApplicationId]);
        Assert.Equal(90m, import.Marks[Sixty[59].ApplicationId]);
    }

    [Fact]
    public void Each_wrong_row_is_named_and_nothing_is_taken_over()
    {
        var rows = Table(Sixty.Select(e => new object?[] { e.Number, e.Name, 70m }));
        rows[10] = Row("002", "考生2", "70");       // a duplicate
        rows[11] = Row("099", "无此人", "70");      // a candidate who does not exist
        rows[12] = Row("011", "考生11", "七十五");  // a text in the number column
        rows[13] = Row("012", "考生12", "100.01");
        rows[14] = Row("013", "考生13", "70.005");
        rows[15] = Row("014", "考生14", "");
        rows[16] = Row("015", "别人", "70");
        rows[17] = Row("", "考生16", "70");
        rows[18] = Row("017", "考生17", "-1");

        var import = Read(Workbook(rows));

        Assert.Empty(import.Marks);
        Assert.Equal(
            [
                (11, ExamImportProblemKind.DuplicateCandidate), (12, ExamImportProblemKind.UnknownCandidate), (13, ExamImportProblemKind.MarkNotANumber),
                (14, ExamImportProblemKind.MarkOutOfRange), (15, ExamImportProblemKind.TooManyDecimals), (16, ExamImportProblemKind.MarkMissing),
                (17, ExamImportProblemKind.NameDiffers), (18, ExamImportProblemKind.NumberMissing), (19, ExamImportProblemKind.MarkOutOfRange),
            ],
            import.Problems.Where(p => p.Row > 0).Select(p => (p.Row, p.Kind)));
        Assert.Equal(["009 考生9", "010 考生10", "016 考生16"], import.Problems.Where(p => p.Kind == ExamImportProblemKind.NotOnList).Select(p => p.Text));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public void A_CSV_is_read_in_the_encodings_people_save_it_in(string encoding)
    {
        var text = "报名编号;姓名;成绩\r\n001;\"考生1\";\"80.5\"\r\n002;考生2;缺考\r\n\r\n";
        var import = ExamImport.Read(new MemoryStream(Encoding.GetEncoding(encoding).GetBytes(text)), "成绩.csv", [.. Sixty.Take(2)], 100);

        Assert.Empty(import.Problems);
        Assert.Equal(80.5m, import.Marks[Sixty[0].ApplicationId]);
        Assert.Null(import.Marks[Sixty[1].ApplicationId]);
    }

    [Theory]
    [InlineData("成绩.xlsx")]
    [InlineData("成绩.csv")]
    public void A_file_that_is_no_score_list_is_refused_in_words(string name)
    {
        var import = ExamImport.Read(new MemoryStream([1, 2, 0, 3, 0xff]), name, Sixty, 100);

        Assert.Equal(ExamImportProblemKind.Unreadable, Assert.Single(import.Problems).Kind);
    }

    [Fact]
    public void A_list_without_the_columns_is_refused() =>
        Assert.Equal(
            ExamImportProblemKind.NoHeader,
            Assert.Single(ExamImport.Read(new MemoryStream(Encoding.UTF8.GetBytes("姓名,备注\n考生1,好")), "成绩.csv", Sixty, 100).Problems).Kind);

    [Theory]
    [InlineData("100", 100.0)]
    [InlineData("0", 0.0)]
    [InlineData("９９．５", 99.5)]
    public void The_ends_of_the_range_are_marks(string typed, double mark) =>
        Assert.Equal(((decimal)mark, (ExamImportProblemKind?)null), ExamImport.MarkOf(typed, 100));

    private static ExamImport Read(byte[] workbook) => ExamImport.Read(new MemoryStream(workbook), "笔试成绩.XLSX", Sixty, 100);
}
