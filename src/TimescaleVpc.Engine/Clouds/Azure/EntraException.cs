using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>A refusal of Microsoft Graph, free of the SDK's types. It never leaves the engine.</summary>
internal sealed class EntraException(string what, string permission, int status, string code, string message)
    : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Graph's code, for example <c>Authorization_RequestDenied</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The object exists, but not everywhere yet.</summary>
    public bool IsReplicationLag =>
        Status == 404
        || Status == 400 && Message.Contains("does not reference a valid application",
            StringComparison.OrdinalIgnoreCase)
        || IsForeign;

    /// <summary>
    /// Ambiguous by itself: for a foreign application a missing directory role, for one of the own tenant a matter of
    /// seconds.
    /// </summary>
    public bool IsForeign =>
        Status == 403 && Message.Contains("must in the local tenant", StringComparison.OrdinalIgnoreCase);

    /// <summary>What to report where nobody waits for it.</summary>
    public TimescaleVpcException ToError() => Status switch
    {
        401 => Catalogue.AzureTokenRejected.For(what, what, $"{Code}: {Message}"),
        403 => Catalogue.EntraPermissionDenied.For(what, what, permission, Message),
        408 or 429 or >= 500 => Catalogue.Overload(what, "Microsoft Graph", what, Status),
        _ => Catalogue.AzureRejected.For(what, "Microsoft Graph", what, Status, Code, Message),
    };
}
