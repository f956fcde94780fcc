using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>
/// A validation summary is there only where something must be corrected. The framework's empty one carries a style that our
/// content policy blocks, so every page with a form complained in the console.
/// </summary>
[HtmlTargetElement("div", Attributes = "asp-validation-summary")]
public sealed class NothingToCorrectTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>Last: the framework's own helper writes into the output.</summary>
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ViewData.ModelState.IsValid) output.SuppressOutput();
    }
}
