using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Qingjian.Platform.Access;
using Qingjian.Platform.Storage;
using Qingjian.Vocabulary;

namespace Qingjian.Platform.Files;

/// <summary>A kept file: original bytes under their SHA-256, never changed; the sent name is data only.</summary>
public sealed class StoredFile : IScoped, IOfEnterprise
{
    /// <summary>Random id used in addresses.</summary>
    public required string Id { get; init; }
    /// <summary>Lower-case hexadecimal SHA-256 of the bytes.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Name as sent, cut to 200 characters.</summary>
    public required string Name { get; init; }
    /// <summary>Media type decided by content.</summary>
    public required string Type { get; init; }
    /// <summary>Bytes.</summary>
    public long Size { get; init; }
    /// <inheritdoc />
    public required string Division { get; init; }
    /// <inheritdoc />
    public string? EnterpriseId { get; init; }
    /// <summary>Who sent it.</summary>
    public required string By { get; init; }
    /// <summary>Server time of arrival.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Keeps files by content. Types are decided by content against an allow-list (jpg, png, webp, pdf, mp4, mov, wav, m4a, xlsx, docx, csv).</summary>
public sealed class FileStore
{
    private readonly PlatformDb db;
    private readonly string folder;

    internal FileStore(PlatformDb db, HouseStore house)
    {
        this.db = db;
        folder = Path.Combine(house.Folder, "files");
        Directory.CreateDirectory(folder);
    }

    /// <summary>Stores the bytes durably and records the file in one audited act. Refuses unknown kinds and anything over <paramref name="most"/> bytes.</summary>
    /// <param name="content">The bytes, read once.</param>
    /// <param name="name">Name as sent.</param>
    /// <param name="division">Division of the object it belongs to.</param>
    /// <param name="enterpriseId">Enterprise whose users may see it; null for the office only.</param>
    /// <param name="most">Size limit in bytes (L16: photos 30 MB).</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<StoredFile>> Save(Stream content, string name, string division, string? enterpriseId, long most, CancellationToken stop)
    {
        var part = Path.Combine(folder, $".{NewId.Make()}.part");
        try
        {
            string digest;
            long size = 0;
            var head = new byte[64];
            var headLength = 0;
            using (var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                var buffer = new byte[1 << 16];
                int read;
                while ((read = await content.ReadAsync(buffer, stop)) > 0)
                {
                    size += read;
                    if (size > most) return Refusal.Of("file-too-large", $"文件超过 {most / 1024 / 1024} MB 上限，请压缩或分开上传。");
                    if (headLength < head.Length)
                    {
                        var take = Math.Min(read, head.Length - headLength);
                        buffer.AsSpan(0, take).CopyTo(head.AsSpan(headLength));
                        headLength += take;
                    }
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }
                file.Flush(flushToDisk: true);
                digest = Convert.ToHexStringLower(hash.GetHashAndReset());
            }
            if (size == 0) return Refusal.Of("file-empty", "文件是空的，请重新选择。");
            if (FileKinds.Of(head.AsSpan(0, headLength), name) is not { } type)
                return Refusal.Of("file-kind", "不支持的文件类型。可上传：jpg、png、webp、pdf、mp4、mov、wav、m4a、xlsx、docx、csv。");

            var path = PathOf(digest);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
            {
                File.Move(part, path);
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead);
            }
            var stored = new StoredFile
            {
                Id = NewId.Make(),
                Sha256 = digest,
                Name = name.Length > 200 ? name[..200] : name,
                Type = type,
                Size = size,
                Division = division,
                EnterpriseId = enterpriseId,
                By = db.Caller.PersonId,
                At = db.Now,
            };
            db.Files.Add(stored);
            await db.Commit(new Act("file.store", "file", stored.Id, $"上传文件 {stored.Name}").Enter("evidence.add", digest, size), stop);
            return stored;
        }
        finally { File.Delete(part); }
    }

    /// <summary>Files by id, those the caller may see only.</summary>
    public async Task<IReadOnlyList<StoredFile>> Find(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        await db.Files.AsNoTracking().Where(f => ids.Contains(f.Id)).ToListAsync(stop);

    /// <summary>Opens the original bytes.</summary>
    public Stream Open(StoredFile file) => new FileStream(PathOf(file.Sha256), FileMode.Open, FileAccess.Read, FileShare.Read);

    private string PathOf(string digest) => Path.Combine(folder, digest[..2], digest);
}
