using ApprovalFlow.Mail;
using MimeKit;

namespace ApprovalFlow.Web.Mail;

/// <summary>Writes mails as .eml files, for a machine without a mail server. The name is the mail's id, so a repeat replaces itself.</summary>
public sealed class FolderTransport(string folder, string from) : IMailTransport
{
    public async Task<HandOverAnswer> HandOverAsync(MailMessage mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var file = Path.Combine(folder, $"{mail.Id:n}.eml");
            await Letter.Of(mail, from).WriteToAsync(file + ".part", ct);
            File.Move(file + ".part", file, overwrite: true);
            return new(HandOver.Accepted, $"written to {Path.GetFileName(file)}");
        }
        catch (ParseException badAddress)
        {
            return new(HandOver.Refused, badAddress.Message);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new(HandOver.TryLater, trouble.Message);
        }
    }
}
