using System.IO.Compression;
using System.Text;
using MiniExcelLibs;

namespace ApprovalFlow.Tests.Support;

/// <summary>A workbook as offices make them: a title merged over the table, a heading row, then the rows.</summary>
internal static class ScoreListFile
{
    public static List<Dictionary<string, object?>> Table(IEnumerable<object?[]> rows) =>
        [Row("2026年竞争上岗笔试成绩表", null, null), Row(" 报名编号", "姓名", "笔试成绩（满分100）"), .. rows.Select(Row)];

    public static Dictionary<string, object?> Row(params object?[] cells) =>
        cells.Index().ToDictionary(cell => ((char)('A' + cell.Index)).ToString(), cell => cell.Item);

    public static byte[] Workbook(List<Dictionary<string, object?>> rows)
    {
        using var file = new MemoryStream();
        file.SaveAs(rows, printHeader: false);
        MergeTitle(file);
        return file.ToArray();
    }

    private static void MergeTitle(MemoryStream file)
    {
        using var workbook = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true);
        var sheet = workbook.Entries.Single(entry => entry.FullName.EndsWith("worksheets/sheet1.xml", StringComparison.Ordinal));
        string text;
        using (var reader = new StreamReader(sheet.Open())) text = reader.ReadToEnd();
        var prefix = text.Contains("</x:sheetData>", StringComparison.Ordinal) ? "x:" : "";
        var end = $"</{prefix}sheetData>";
        var merged = text.Replace(end, $"{end}<{prefix}mergeCells count=\"1\"><{prefix}mergeCell ref=\"A1:C1\"/></{prefix}mergeCells>", StringComparison.Ordinal);
        using var writer = new StreamWriter(sheet.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.BaseStream.SetLength(0);
        writer.Write(merged);
    }
}
