using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ApprovalFlow.Web.Pages;

/// <summary>What a person reads instead of a bare status code: what happened, and what to do.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    public string TraceId => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    public string Heading => Code switch
    {
        400 => "这次提交没有被接受",
        404 => "没有找到这个页面",
        413 => "提交的内容太大",
        429 => "操作太频繁",
        >= 500 => "系统出了问题",
        _ => "无法完成这次操作",
    };

    public string Advice => Code switch
    {
        400 => "页面可能放得太久，或者在另一个窗口登录过。请返回上一页，刷新后再提交一次。",
        404 => "地址可能有误，或者这项内容不对您开放。请检查地址，或从首页重新进入。",
        413 => "附件单个不超过 20 MB。请压缩或拆分后再提交。",
        429 => "请稍等一分钟再试。",
        >= 500 => "您刚才的操作可能没有保存。请稍后再试；如果仍然不行，请联系系统管理员。",
        _ => "请返回上一页再试一次。",
    };

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Code = code;
        Response.StatusCode = code;
    }
}
