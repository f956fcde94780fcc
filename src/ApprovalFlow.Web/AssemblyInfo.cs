using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("ApprovalFlow.Tests")]
