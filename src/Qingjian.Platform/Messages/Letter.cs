using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Qingjian.Platform.Messages;

/// <summary>One mail of plain words, as it goes over the line (RFC 5322, RFC 2047).</summary>
/// <param name="From">Sender, with a name or without.</param>
/// <param name="To">Receiver's address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Text">Words.</param>
/// <param name="Id">Stays the same when it is sent again.</param>
/// <param name="At">When it is sent.</param>
internal sealed record Letter(MailAddress From, MailAddress To, string Subject, string Text, string Id, DateTimeOffset At)
{
    // An encoded word has at most 75 characters: 45 bytes in Base64 and its frame.
    private const int BytesOfWord = 45;

    /// <summary>Head and body with CRLF. The body is Base64, so no line begins with a dot.</summary>
    public string Write()
    {
        var mail = new StringBuilder();
        Line("From", From.DisplayName.Length == 0 ? From.Address : $"{Word(From.DisplayName)} <{From.Address}>");
        Line("To", To.Address);
        Line("Subject", Word(Subject));
        Line("Date", At.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + At.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal));
        Line("Message-ID", $"<{Id}@{From.Host}>");
        Line("MIME-Version", "1.0");
        Line("Content-Type", "text/plain; charset=utf-8");
        Line("Content-Transfer-Encoding", "base64");
        mail.Append("\r\n");
        foreach (var part in Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)).Chunk(76)) mail.Append(part).Append("\r\n");
        return mail.ToString();

        void Line(string name, string value) => mail.Append(name).Append(": ").Append(value).Append("\r\n");
    }

    private static string Word(string text)
    {
        var words = new List<string>();
        var part = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(part.ToString()) + rune.Utf8SequenceLength > BytesOfWord) End();
            part.Append(rune);
        }
        End();
        return string.Join("\r\n ", words);

        void End()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part.ToString()))}?=");
            part.Clear();
        }
    }
}
