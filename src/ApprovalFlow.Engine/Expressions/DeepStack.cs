using System.Runtime.ExceptionServices;

namespace ApprovalFlow.Engine.Expressions;

/// <summary>
/// Runs what may go deep on a thread with a stack that it cannot use up: .NET ends the process when a stack overflows.
/// Native functions (join, flat, JSON.stringify) go as deep as the values they are given, the parser as deep as the
/// brackets of a script. Values are bounded by the memory that a script may use, scripts by their length: some 150,000
/// levels of 2 to 3 kB. Only what is used of the stack is ever taken.
/// </summary>
internal static class DeepStack
{
    private const int Bytes = 768 * 1024 * 1024;

    public static T Run<T>(Func<T> work)
    {
        var result = default(T)!;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception error)
            {
                thrown = ExceptionDispatchInfo.Capture(error);
            }
        }, Bytes) { IsBackground = true, Name = "script" };
        thread.Start();
        thread.Join();
        thrown?.Throw();
        return result;
    }
}
