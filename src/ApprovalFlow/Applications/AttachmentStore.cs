using System.Security.Cryptography;

namespace ApprovalFlow.Applications;

/// <summary>The folder that holds the content of attachments; outside the web root.</summary>
public sealed record AttachmentFolder(string Path);

internal sealed record StoredFile(string StoredName, FileType Type, long Bytes, string Sha256);

/// <summary>Keeps the bytes of attachments under random names that say nothing about whose they are.</summary>
public sealed class AttachmentStore(AttachmentFolder folder)
{
    /// <summary>Takes in an upload; what is too big, empty or of no accepted type leaves nothing behind.</summary>
    internal async Task<(AddAttachmentOutcome Outcome, StoredFile? File)> TakeAsync(Stream content, string fileName, CancellationToken ct)
    {
        Directory.CreateDirectory(folder.Path);
        var name = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var keep = false;
        try
        {
            await using var file = new FileStream(PathOf(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            var (bytes, sha256) = await CopyAsync(content, file, ct);
            if (bytes > Attachment.MaxBytes) return (AddAttachmentOutcome.TooBig, null);
            if (bytes == 0) return (AddAttachmentOutcome.Empty, null);
            if (FileContent.TypeOf(file) is not { } type || !type.Fits(fileName)) return (AddAttachmentOutcome.TypeNotAllowed, null);

            await file.FlushAsync(ct);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
            keep = true;
            return (AddAttachmentOutcome.Added, new StoredFile(name, type, bytes, sha256));
        }
        finally
        {
            if (!keep) Discard(name);
        }
    }

    /// <summary>The content for reading; null when the file is not there.</summary>
    public Stream? Open(string storedName)
    {
        var path = PathOf(storedName);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, useAsync: true) : null;
    }

    public void Discard(string storedName) => File.Delete(PathOf(storedName));

    /// <summary>Stops one byte after the limit: nobody fills the disk by sending on.</summary>
    private static async Task<(long Bytes, string Sha256)> CopyAsync(Stream content, FileStream file, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        long bytes = 0;
        int read;
        while (bytes <= Attachment.MaxBytes && (read = await content.ReadAsync(buffer, ct)) > 0)
        {
            bytes += read;
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private string PathOf(string storedName) => Path.Combine(folder.Path, storedName);
}
