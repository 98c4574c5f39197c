namespace Qingjian.Platform.Files;

/// <summary>Decides a file's media type by its first bytes; the name only tells zip-based office files and csv apart.</summary>
internal static class FileKinds
{
    public static string? Of(ReadOnlySpan<byte> head, string name)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (head.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })) return "image/jpeg";
        if (head.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })) return "image/png";
        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..12].SequenceEqual("WEBP"u8)) return "image/webp";
        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..12].SequenceEqual("WAVE"u8)) return "audio/wav";
        if (head.StartsWith("%PDF-"u8)) return "application/pdf";
        if (head.Length > 12 && head[4..8].SequenceEqual("ftyp"u8))
            return head[8..12].SequenceEqual("qt  "u8) ? "video/quicktime" : head[8..11].SequenceEqual("M4A"u8) ? "audio/mp4" : "video/mp4";
        if (head.StartsWith(new byte[] { 0x50, 0x4B, 0x03, 0x04 }))
            return ending switch
            {
                ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                _ => null,
            };
        return ending == ".csv" && head.IndexOf((byte)0) < 0 ? "text/csv" : null;
    }
}
