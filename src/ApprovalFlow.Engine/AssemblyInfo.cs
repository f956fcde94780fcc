using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ApprovalFlow.Engine.Tests")]
