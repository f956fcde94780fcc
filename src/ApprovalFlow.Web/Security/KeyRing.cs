using System.Xml.Linq;
using ApprovalFlow.Infrastructure;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ApprovalFlow.Web.Security;

/// <summary>Data-protection keys in the product's database.</summary>
internal sealed class KeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        return [.. db.Set<ProtectionKey>().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ApprovalDb>();
        db.Add(ProtectionKey.Of(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        // The framework asks synchronously, once in three months; there is no synchronisation context to block.
        db.SaveChangesAsync().GetAwaiter().GetResult();
    }
}
