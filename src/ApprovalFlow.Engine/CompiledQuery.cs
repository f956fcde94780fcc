using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ApprovalFlow.Engine;

/// <summary>
/// A question asked at nearly every step or act, compiled once for each kind of context: of what a look-up by key costs,
/// half is to recognise the question. <paramref name="compile"/> calls one of the EF.CompileAsyncQuery methods.
/// </summary>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile) where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _compiled = [];

    public TQuery In(DbContext db) => _compiled.GetValue(db.Model, _ => compile());
}
