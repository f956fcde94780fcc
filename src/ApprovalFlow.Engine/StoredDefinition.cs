using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ApprovalFlow.Engine;

/// <summary>One version of a definition as it was imported. It never changes; a change is a new version.</summary>
public sealed class StoredDefinition
{
    private StoredDefinition() { }

    /// <summary>Takes the JSON as it is; run <see cref="DefinitionImport.Check"/> before.</summary>
    public StoredDefinition(JsonObject json, bool isPublished, DateTimeOffset now)
    {
        var head = new WorkflowDefinition(json);
        VersionId = head.VersionId;
        DefinitionId = head.DefinitionId;
        Version = head.Version;
        Name = head.Name;
        Json = json.ToJsonString();
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));
        IsPublished = isPublished;
        CreatedAt = now;
    }

    public string VersionId { get; private set; } = "";
    public string DefinitionId { get; private set; } = "";
    public int Version { get; private set; }
    public string Name { get; private set; } = "";
    public string Json { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Published versions are what ExecuteWorkflow and workflows-as-activities find when no version is named.</summary>
    public bool IsPublished { get; set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
