using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>Tokens from the Az session of the runspace, where Az.Accounts is loaded and signed in already.</summary>
internal sealed partial class AzAccessToken
{
    private const string TokenCommand = "Get-AzAccessToken";
    private const string ContextCommand = "Get-AzContext";

    private readonly RunspaceState runspace;
    private readonly string? account;

    private AzAccessToken(RunspaceState runspace, string? account) =>
        (this.runspace, this.account) = (runspace, account);

    /// <summary>Null where Az.Accounts is not loaded, which asking must not change, or not signed in.</summary>
    internal static AzSession? Find(PSCmdlet cmdlet, RunspaceState runspace)
    {
        if (!IsLoaded(cmdlet, TokenCommand)) return null;

        var tells = IsLoaded(cmdlet, ContextCommand);
        var context = tells ? Context() : null;
        var account = Text(context, "Account", "Id");
        if (tells && account is null)
        {
            new Streams(cmdlet).Verbose(
                "Az.Accounts is loaded, but not signed in: the usual Azure sign-ins are tried.");
            return null;
        }

        return new AzSession(account, Text(context, "Tenant", "Id"), Text(context, "Subscription", "Id"),
            new AzAccessToken(runspace, account).GetAsync);
    }

    /// <summary>Gets a token for a resource. From any thread.</summary>
    private async Task<(string Token, DateTimeOffset ExpiresOn)> GetAsync(
        string resource, string? tenant, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<(string, DateTimeOffset)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = cancel.Register(() => reply.TrySetCanceled(cancel));
        var isPosted = runspace.Post(() =>
        {
            if (reply.Task.IsCompleted) return;
            try
            {
                reply.TrySetResult(Get(resource, tenant));
            }
            catch (Exception e) when (e is not PipelineStoppedException)
            {
                reply.TrySetException(Failed(resource, Words(e)));
            }
        });
        return isPosted ? await reply.Task : throw Failed(resource, "the runspace has ended.");
    }

    private static (string Token, DateTimeOffset ExpiresOn) Get(string resource, string? tenant)
    {
        var answer = Run(TokenCommand, ("ResourceUrl", resource), ("TenantId", tenant))!;
        var expires = LanguagePrimitives.ConvertTo<DateTimeOffset>(Value(answer, "ExpiresOn"));

        // A string up to Az 13, a SecureString since.
        return Value(answer, "Token") is SecureString secureText
            ? (new NetworkCredential("", secureText).Password, expires)
            : ((string)Value(answer, "Token")!, expires);
    }

    private static bool IsLoaded(PSCmdlet cmdlet, string command)
    {
        const CommandTypes Types = CommandTypes.Cmdlet | CommandTypes.Function;
        return cmdlet.InvokeCommand.GetCommands(command, Types, nameIsPattern: true).Any();
    }

    private static PSObject? Context()
    {
        try
        {
            return Run(ContextCommand);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return null;
        }
    }

    private static PSObject? Run(string command, params (string Name, string? Value)[] parameters)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(command).AddParameter("ErrorAction", "Stop").AddParameter("WarningAction", "Ignore");
        foreach (var (name, value) in parameters)
        {
            if (value is not null) shell.AddParameter(name, value);
        }

        return shell.Invoke().FirstOrDefault();
    }

    private static string? Text(PSObject? from, string property, string inner) =>
        from?.Properties[property]?.Value is { } value
        && PSObject.AsPSObject(value).Properties[inner]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static object? Value(PSObject from, string property) =>
        from.Properties[property]?.Value is PSObject wrapper ? wrapper.BaseObject : from.Properties[property]?.Value;

    /// <summary>The first line of Az's message; Entra's own number and words if it contains them.</summary>
    private static string Words(Exception error)
    {
        var text = error.Message;
        var start = text.IndexOf("AADSTS", StringComparison.Ordinal);
        var line = (start < 0 ? text : text[start..]).Trim().ReplaceLineEndings("\n").Split('\n')[0].Trim();
        return line.Length > 0 ? line : error.GetType().Name;
    }

    private TimescaleVpcException Failed(string resource, string words) => new(
        "AzSessionFailed",
        ErrorKind.AuthenticationError,
        $"The Az session of this runspace{(account is null ? "" : $" ({account})")} gave no token for {resource}. "
        + $"Az says: {Bearer().Replace(words, "***")}",
        "Correct the cause that it names, or sign in with Connect-AzAccount in this runspace. Then run "
        + "Connect-Timescale, and the whole pipeline again from its first cmdlet.",
        resource);

    /// <summary>Matches a token, in case a message contains one.</summary>
    [GeneratedRegex(@"eyJ[\w-]{6,}\.[\w-]+(\.[\w-]*)?")]
    private static partial Regex Bearer();
}
