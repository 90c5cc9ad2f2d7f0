using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>The context of a completion: the session, and the parameters that are already bound.</summary>
internal sealed class CompletionPlace(IDictionary? parameters)
{
    private readonly RunspaceState runspace = RunspaceState.Current;

    /// <summary>-Session if it is given, otherwise the current one; null if there is none.</summary>
    internal TimescaleSession? Session =>
        Value("Session") is TimescaleSession session ? session.IsClosed ? null : session : runspace.CurrentSession;

    /// <summary>The simulated clouds that are meant: -World, or those of the session.</summary>
    internal VpcSandbox? World => Value("World") as VpcSandbox ?? Session?.Sandbox;

    /// <summary>The argument of another parameter, where it is one text or names one VPC.</summary>
    internal string? Text(string parameter) => Value(parameter) switch
    {
        string text => text,
        Vpc vpc => vpc.VpcId,
        _ => null,
    };

    internal bool Has(string parameter) => Value(parameter) is not null;

    /// <summary>The items of the session; empty without one.</summary>
    internal IReadOnlyList<CompletionItem> Ask(CompletionRequest request) =>
        Session is { } session ? runspace.Completions.Ask(request with { Session = session }) : [];

    private object? Value(string parameter) => parameters?[parameter] is PSObject wrapper
        ? wrapper.BaseObject
        : parameters?[parameter];
}
