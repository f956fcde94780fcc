using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalFlow.Procedures;

namespace ApprovalFlow.Web.Pages.Procedures;

/// <summary>A procedure as a file that people keep, send and compare: the definition's JSON, indented, in UTF-8.</summary>
internal static class ProcedureFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(string json) => Encoding.UTF8.GetBytes(JsonNode.Parse(json)!.ToJsonString(Indented) + "\n");

    /// <summary>The text of a file that was sent; one byte more than is allowed is read, so that too large stays too large.</summary>
    public static async Task<string> ReadAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[Math.Min(file.Length, DraftJson.LargestBytes + 1)];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length > 0 && text[0] == '\uFEFF' ? text[1..] : text;
    }
}
