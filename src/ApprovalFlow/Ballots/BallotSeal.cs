using System.Security.Cryptography;

namespace ApprovalFlow.Ballots;

/// <summary>Where the keys of open ballot boxes are kept: a folder outside the database, on storage all nodes share.</summary>
public sealed record BallotKeyFolder(string Path);

/// <summary>
/// Seals the urns of open boxes with AES-256-GCM. Each box has a key of its own, made when it is opened and destroyed
/// once it is counted or void, so that no copy of the database taken meanwhile can ever be read again.
/// </summary>
public sealed class BallotSeal(BallotKeyFolder folder)
{
    private const byte Format = 1;
    private const int NonceSize = 12, TagSize = 16, KeySize = 32, Overhead = 1 + NonceSize + TagSize;

    /// <summary>Makes the box's key. Made once; a box without its key can only be void.</summary>
    public void MakeKey(Guid boxId)
    {
        CreateFolder();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(PathOf(boxId), options);
        file.Write(RandomNumberGenerator.GetBytes(KeySize));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Overwrites and deletes the box's key. Nothing happens when there is none.</summary>
    public void DestroyKey(Guid boxId)
    {
        var path = PathOf(boxId);
        if (!File.Exists(path)) return;

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeySize));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    internal byte[] Seal(Guid boxId, Urn urn)
    {
        using var aes = new AesGcm(KeyOf(boxId) ?? throw new InvalidOperationException($"The key of ballot box {boxId} is missing."), TagSize);
        var plain = urn.ToBytes();
        var blob = new byte[Overhead + plain.Length];
        blob[0] = Format;
        var nonce = blob.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, plain, blob.AsSpan(Overhead), blob.AsSpan(1 + NonceSize, TagSize), boxId.ToByteArray());
        CryptographicOperations.ZeroMemory(plain);
        return blob;
    }

    /// <summary>Null when the key is missing or the urn is not what was sealed for this box.</summary>
    internal Urn? Open(Guid boxId, byte[] blob, int questions)
    {
        if (KeyOf(boxId) is not { } key || blob.Length <= Overhead || blob[0] != Format) return null;

        using var aes = new AesGcm(key, TagSize);
        var plain = new byte[blob.Length - Overhead];
        try
        {
            aes.Decrypt(
                blob.AsSpan(1, NonceSize), blob.AsSpan(Overhead), blob.AsSpan(1 + NonceSize, TagSize), plain, boxId.ToByteArray());
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        var urn = Urn.From(plain, questions);
        CryptographicOperations.ZeroMemory(plain);
        return urn;
    }

    private byte[]? KeyOf(Guid boxId)
    {
        var path = PathOf(boxId);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private string PathOf(Guid boxId) => Path.Combine(folder.Path, $"ballot-{boxId:n}.key");

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder.Path);
        else Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
