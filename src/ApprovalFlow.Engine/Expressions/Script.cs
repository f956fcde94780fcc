using System.Text.RegularExpressions;
using Acornima.Ast;
using Jint;
using AstScript = Acornima.Ast.Script;
using JintEngine = Jint.Engine;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>A script that cannot be parsed, threw, or went over a limit.</summary>
public sealed class ScriptException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A script parsed once, with the names of the engine's functions that it mentions.</summary>
internal sealed partial class Script
{
    private const int Longest = 100_000;
    private const int Short = 1_000;
    private const int MostBranches = 500; // reading them takes time with the square of their depth

    public Script(string code)
    {
        if (code.Length > Longest) throw new ScriptException($"The script is longer than {Longest} characters.");
        if (Branches().Count(code) > MostBranches) throw new ScriptException($"The script has more than {MostBranches} functions and branches.");
        Prepared = code.Length <= Short ? Prepare(code) : DeepStack.Run(() => Prepare(code));
        Mentions = [.. Names().Matches(code).Select(m => m.Value).Distinct(StringComparer.Ordinal)];
        IsPlain = code.Length <= Short && !Suspicious().IsMatch(code);
    }

    public Prepared<AstScript> Prepared { get; }

    /// <summary>Names by which it may call the engine; making only these halves the cost of a short script.</summary>
    public IReadOnlyList<string> Mentions { get; }

    /// <summary>
    /// It cannot reach a method by a name that is not written in it, none that makes strings is, and it has no loop and no
    /// function of its own, and is short: it cannot take long, or go deep.
    /// </summary>
    public bool IsPlain { get; }

    private static Prepared<AstScript> Prepare(string code)
    {
        try
        {
            var prepared = JintEngine.PrepareScript(code, options: new ScriptPreparationOptions
            {
                ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true },
            });
            return prepared.Program!.DescendantNodes().OfType<BigIntLiteral>().Any()
                ? throw new ScriptException("BigInt is not supported (1n): its arithmetic knows no limits. Use numbers.")
                : prepared;
        }
        catch (Exception error) when (error is ScriptPreparationException or Acornima.ParseErrorException or ArgumentException or InsufficientExecutionStackException)
        {
            throw new ScriptException("syntax error: " + (error.InnerException ?? error).Message, error);
        }
    }

    [GeneratedRegex(@"\b(?:(?:get|set)[\p{L}\p{N}_$]+|variables|isNullOr\w+|new\w*Guid\w*|parseGuid|toJson|bytes(?:To|From)\w+|string(?:To|From)Base64)\b")]
    private static partial Regex Names();

    [GeneratedRegex(@"=>|\b(?:function|class|if|else|for|while|do|switch|with|try)\b")]
    private static partial Regex Branches();

    [GeneratedRegex(@"[\[\\]|\)\s*\{|/[*/]|repeat|pad|Object|Reflect|Proxy|constructor|prototype|this|function|=>|class|while|for|do|with|eval")]
    private static partial Regex Suspicious();
}
