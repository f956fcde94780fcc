using System.Runtime.CompilerServices;
using Jint;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>
/// Calls by way of native functions (a toString that needs itself) are not counted as recursion; they show in how much
/// of the stack is used. Unwinding a hundred thousand of them would take longer than the script may.
/// </summary>
internal sealed class CallDepth : Constraint
{
    private const nint Most = 4 * 1024 * 1024;
    private nint _top;

    public override void Reset() => _top = Here();

    public override void Check()
    {
        if (_top - Here() > Most) throw new ScriptException("The script was stopped: it calls itself too deep.");
    }

    /// <summary>Where the stack stands; it grows downwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Here()
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
    }
}
