using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ApprovalFlow.Tests.Support;

/// <summary>What a person does with pages: reads them, fills in their forms, presses their buttons.</summary>
internal static class Browsing
{
    /// <summary>The page, which must be there.</summary>
    public static async Task<IHtmlDocument> Read(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(At(address));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Parse(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>How the site answers to the address.</summary>
    public static async Task<HttpStatusCode> Try(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(At(address));
        return answer.StatusCode;
    }

    /// <summary>The page of an answer that was not a redirect.</summary>
    public static async Task<IHtmlDocument> Page(this HttpResponseMessage answer) => Parse(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens the page, fills in its form and presses the button, as a person would.</summary>
    public static Task<HttpResponseMessage> Submit(this HttpClient browser, string page, params (string Name, string Value)[] fields) =>
        browser.Press(page, button: null, fields);

    /// <summary>
    /// Opens the page and sends the form that has the given button (its text, or its formaction), or the page's first form
    /// in the main part: with everything the page put into it, changed by the given fields.
    /// </summary>
    public static async Task<HttpResponseMessage> Press(
        this HttpClient browser, string page, string? button, params (string Name, string Value)[] fields)
    {
        using var opened = await browser.GetAsync(At(page));
        if (!opened.IsSuccessStatusCode) return new HttpResponseMessage(opened.StatusCode);

        var (form, pressed) = Find(Parse(await opened.Content.ReadAsStringAsync()), button, page);
        var values = ValuesOf(form).Where(value => fields.All(f => f.Name != value.Name)).Concat(fields).ToList();
        if (pressed?.Name is { Length: > 0 } name) values.Add((name, pressed.Value));

        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        var target = string.IsNullOrEmpty(action) ? page : action;
        if (form.Enctype == "multipart/form-data")
        {
            using var parts = new MultipartFormDataContent();
            foreach (var (key, value) in values) parts.Add(new StringContent(value), key);
            return await browser.PostAsync(At(target), parts);
        }

        using var content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        return await browser.PostAsync(At(target), content);
    }

    /// <summary>Opens the page and sends the form that a selector finds, changed by the given fields; one given twice is sent twice.</summary>
    public static async Task<HttpResponseMessage> Send(
        this HttpClient browser, string page, string form, params (string Name, string Value)[] fields) =>
        await browser.SendRead(await browser.Read(page), form, page, fields);

    /// <summary>The same from a page that was opened earlier.</summary>
    public static async Task<HttpResponseMessage> SendRead(
        this HttpClient browser, IHtmlDocument opened, string form, string page, params (string Name, string Value)[] fields)
    {
        var found = opened.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"{page} has no form {form}.");
        var values = ValuesOf(found).Where(value => fields.All(f => f.Name != value.Name)).Concat(fields);
        using var content = new FormUrlEncodedContent(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        return await browser.PostAsync(At(found.GetAttribute("action") is { Length: > 0 } action ? action : page), content);
    }

    /// <summary>Opens the page and sends its form with a file.</summary>
    public static async Task<HttpResponseMessage> Upload(
        this HttpClient browser, string page, string? button, string field, string fileName, byte[] file, params (string Name, string Value)[] fields)
    {
        using var opened = await browser.GetAsync(At(page));
        if (!opened.IsSuccessStatusCode) return new HttpResponseMessage(opened.StatusCode);

        var (form, pressed) = Find(Parse(await opened.Content.ReadAsStringAsync()), button, page);
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in ValuesOf(form).Where(value => fields.All(f => f.Name != value.Name)).Concat(fields))
            parts.Add(new StringContent(value), name);
        parts.Add(new ByteArrayContent(file), field, fileName);
        var action = pressed?.GetAttribute("formaction") ?? form.GetAttribute("action");
        return await browser.PostAsync(At(string.IsNullOrEmpty(action) ? page : action), parts);
    }

    private static (IHtmlFormElement Form, IHtmlButtonElement? Button) Find(IHtmlDocument page, string? button, string address)
    {
        if (button is null)
        {
            var first = page.QuerySelector("main form[method=post]") as IHtmlFormElement;
            return (first ?? throw new InvalidOperationException($"{address} has no form."), null);
        }

        var found = page.QuerySelectorAll("button").OfType<IHtmlButtonElement>()
            .FirstOrDefault(b => b.TextContent.Trim() == button || b.GetAttribute("formaction") == button || b.Value == button);
        return found?.Form is { } form
            ? (form, found)
            : throw new InvalidOperationException($"{address} has no button \"{button}\".");
    }

    /// <summary>What a browser would send: the values of all fields that are not buttons, unchecked boxes left out.</summary>
    private static IEnumerable<(string Name, string Value)> ValuesOf(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                case IHtmlInputElement { Type: "submit" or "button" or "file" or "image" }:
                    break;
                case IHtmlInputElement { Name.Length: > 0, IsDisabled: false } input:
                    yield return (input.Name, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0, IsDisabled: false } area:
                    yield return (area.Name, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0, IsDisabled: false } select:
                    foreach (var option in select.SelectedOptions) yield return (select.Name, option.Value);
                    break;
            }
        }
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static Uri At(string address) => new(address, UriKind.Relative);
}
