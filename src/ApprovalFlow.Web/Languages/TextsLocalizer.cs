using Microsoft.Extensions.Localization;

namespace ApprovalFlow.Web.Languages;

/// <summary>Lets the framework's validation messages and field names go through <see cref="Texts"/>.</summary>
internal sealed class TextsLocalizer(Texts texts) : IStringLocalizer, IStringLocalizerFactory
{
    public LocalizedString this[string name] => new(name, texts[name]);

    public LocalizedString this[string name, params object[] arguments] => new(name, texts[name, arguments]);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];

    public IStringLocalizer Create(Type resourceSource) => this;

    public IStringLocalizer Create(string baseName, string location) => this;
}
