using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ApprovalFlow.Web.TagHelpers;

/// <summary>How a field is entered.</summary>
public enum FieldKind
{
    Text,
    Date,
    Month,
    Email,
    Tel,
    Area,
    Select,
}

/// <summary>
/// &lt;field for="Form.Name" label="..." /&gt;: label, input, hint and error of one field of a long form, tied together for
/// screen readers. What was typed is kept when the form comes back.
/// </summary>
[HtmlTargetElement("field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper(IHtmlGenerator generator, HtmlEncoder encoder) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public ModelExpression For { get; set; } = null!;
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public FieldKind Kind { get; set; }
    public int Max { get; set; }
    public int Rows { get; set; } = 5;

    /// <summary>Marked as needed before the form can be submitted; a draft may leave it open.</summary>
    public bool Needed { get; set; }

    /// <summary>Column classes, e.g. "col-md-4".</summary>
    public string Column { get; set; } = "col-md-4 col-sm-6";

    /// <summary>For <see cref="FieldKind.Select"/>, the blank choice included.</summary>
    public IEnumerable<SelectListItem> Options { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var input = Input();
        var id = input.Attributes["id"] ?? "";
        var error = generator.GenerateValidationMessage(ViewContext, For.ModelExplorer, For.Name, null, "span", new { id = $"{id}-error" });
        var invalid = input.Attributes.TryGetValue("class", out var css) && css?.Contains(HtmlHelper.ValidationInputCssClassName, StringComparison.Ordinal) == true;
        input.AddCssClass(Kind == FieldKind.Select ? "form-select" : "form-control");
        if (invalid) input.Attributes["aria-invalid"] = "true";
        var described = string.Join(' ', new[] { Hint is null ? null : $"{id}-hint", invalid ? $"{id}-error" : null }.Where(x => x is not null));
        if (described.Length > 0) input.Attributes["aria-describedby"] = described;

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"mb-3 {Column}");
        output.Content.AppendHtml($"<label class=\"form-label{(Needed ? " needed" : "")}\" for=\"{id}\">{encoder.Encode(Label)}</label>");
        output.Content.AppendHtml(input);
        if (Hint is not null) output.Content.AppendHtml($"<div class=\"form-hint\" id=\"{id}-hint\">{encoder.Encode(Hint)}</div>");
        if (error is not null) output.Content.AppendHtml(error);
    }

    private TagBuilder Input()
    {
        var attributes = new Dictionary<string, object?>();
        if (Max > 0) attributes["maxlength"] = Max.ToString(CultureInfo.InvariantCulture);
        return Kind switch
        {
            FieldKind.Area => generator.GenerateTextArea(ViewContext, For.ModelExplorer, For.Name, Rows, 0, attributes),
            FieldKind.Select => generator.GenerateSelect(ViewContext, For.ModelExplorer, null, For.Name, Options, allowMultiple: false, attributes),
            FieldKind.Date => TextBox("date", "{0:yyyy-MM-dd}"),
            FieldKind.Month => TextBox("month", "{0:yyyy-MM}"),
            FieldKind.Email => TextBox("email", null),
            FieldKind.Tel => TextBox("tel", null),
            FieldKind.Text => TextBox("text", null),
        };

        TagBuilder TextBox(string type, string? format)
        {
            attributes["type"] = type;
            return generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, For.Model, format, attributes);
        }
    }
}
