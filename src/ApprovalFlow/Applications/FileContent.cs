using System.IO.Compression;

namespace ApprovalFlow.Applications;

/// <summary>Tells what a file is by its content; the name and what the browser claims count for nothing.</summary>
public static class FileContent
{
    private static ReadOnlySpan<byte> PdfMark => "%PDF-"u8;
    private static ReadOnlySpan<byte> JpegMark => [0xFF, 0xD8, 0xFF];
    private static ReadOnlySpan<byte> PngMark => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> ZipMark => [0x50, 0x4B, 0x03, 0x04];

    /// <summary>Null for anything that is not accepted, documents with macros among them.</summary>
    public static FileType? TypeOf(Stream content)
    {
        Span<byte> buffer = stackalloc byte[8];
        content.Position = 0;
        var head = buffer[..content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];

        if (head.StartsWith(PdfMark)) return FileType.Pdf;
        if (head.StartsWith(JpegMark)) return FileType.Jpeg;
        if (head.StartsWith(PngMark)) return FileType.Png;
        return head.StartsWith(ZipMark) ? OfficeTypeOf(content) : null;
    }

    public static string MediaType(this FileType type) => type switch
    {
        FileType.Pdf => "application/pdf",
        FileType.Jpeg => "image/jpeg",
        FileType.Png => "image/png",
        FileType.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileType.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>A name that promises something else than the content holds would mislead whoever saves the file.</summary>
    public static bool Fits(this FileType type, string fileName)
    {
        var extension = Path.GetExtension(fileName);
        return type switch
        {
            FileType.Pdf => Is(".pdf"),
            FileType.Jpeg => Is(".jpg") || Is(".jpeg"),
            FileType.Png => Is(".png"),
            FileType.Docx => Is(".docx"),
            FileType.Xlsx => Is(".xlsx"),
        };

        bool Is(string expected) => extension.Equals(expected, StringComparison.OrdinalIgnoreCase);
    }

    private static FileType? OfficeTypeOf(Stream content)
    {
        try
        {
            content.Position = 0;
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (package.GetEntry("[Content_Types].xml") is null) return null;
            if (package.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (package.GetEntry("word/document.xml") is not null) return FileType.Docx;
            return package.GetEntry("xl/workbook.xml") is not null ? FileType.Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null; // begins like a package and is none
        }
    }
}
