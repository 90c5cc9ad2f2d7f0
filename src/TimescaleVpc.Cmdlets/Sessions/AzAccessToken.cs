using System.Management.Automation;
using System.Net;
using System.Security;

namespace TimescaleVpc.Commands;

/// <summary>Tokens from the Az session of the runspace, where the module Az.Accounts is loaded already.</summary>
internal sealed class AzAccessToken(RunspaceState runspace)
{
    private const string Command = "Get-AzAccessToken";

    /// <summary>Null where Az.Accounts is not loaded; asking must not load it.</summary>
    internal static AzAccessToken? Find(PSCmdlet cmdlet, RunspaceState runspace)
    {
        const CommandTypes Types = CommandTypes.Cmdlet | CommandTypes.Function;
        return cmdlet.InvokeCommand.GetCommands(Command, Types, nameIsPattern: true).Any() ? new(runspace) : null;
    }

    /// <summary>Gets a token for a resource. From any thread.</summary>
    internal async Task<(string Token, DateTimeOffset ExpiresOn)> GetAsync(
        string resource, string? tenant, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<(string, DateTimeOffset)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using var ended = cancel.Register(() => reply.TrySetCanceled(cancel));
        var posted = runspace.Post(() =>
        {
            if (reply.Task.IsCompleted) return;
            try
            {
                reply.TrySetResult(Get(resource, tenant));
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                reply.TrySetException(Failed(resource));
            }
        });
        return posted ? await reply.Task : throw Failed(resource);
    }

    private static (string Token, DateTimeOffset ExpiresOn) Get(string resource, string? tenant)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(Command).AddParameter("ResourceUrl", resource).AddParameter("ErrorAction", "Stop");
        if (tenant is not null) shell.AddParameter("TenantId", tenant);

        // A string up to Az 13, a SecureString since.
        var answer = shell.Invoke()[0];
        var expires = LanguagePrimitives.ConvertTo<DateTimeOffset>(Value(answer, "ExpiresOn"));
        return Value(answer, "Token") is SecureString secure
            ? (new NetworkCredential("", secure).Password, expires)
            : ((string)Value(answer, "Token"), expires);
    }

    private static object Value(PSObject answer, string property) =>
        answer.Properties[property].Value is PSObject wrapped ? wrapped.BaseObject : answer.Properties[property].Value;

    // What Az says is left out: it may hold an answer of Entra ID.
    private static TimescaleVpcException Failed(string resource) => new(
        "AzSessionFailed",
        ErrorKind.AuthenticationError,
        $"The Az session of this runspace gave no token for {resource}.",
        "Sign in with Connect-AzAccount in this runspace, then run Connect-Timescale again.",
        resource);
}
