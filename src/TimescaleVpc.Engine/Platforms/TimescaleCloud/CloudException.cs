using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Platforms.TimescaleCloud;

/// <summary>
/// A refusal of Timescale Cloud. It never leaves the engine: a stage that expects it waits, any other reports it.
/// </summary>
internal sealed class CloudException(string host, string what, int status, string code, string message)
    : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>The platform's code, for example <c>NOT_FOUND</c>; empty if it sent none.</summary>
    public string Code { get; } = code;

    /// <summary>Not there; also said of a VPC that is not ready yet.</summary>
    public bool IsNotFound => Status == 404 || Is("NOT_FOUND");

    /// <summary>The VPC is at work on an earlier change and will take this one later.</summary>
    public bool IsBeingUpdated => Says("already being updated");

    /// <summary>A service that has just moved has no endpoint for a while.</summary>
    public bool HasNoEndpointYet => Says("no Endpoint for that service");

    /// <summary>Is it this code? Letter case does not count.</summary>
    public bool Is(string code) => string.Equals(Code, code, StringComparison.OrdinalIgnoreCase);

    /// <summary>What to report where nobody waits for it.</summary>
    public TimescaleVpcException ToError() => Status switch
    {
        401 => Catalogue.CloudKeyRejected.For(host, host, Message),
        403 => Catalogue.CloudPermissionDenied.For(what, what, Message),
        408 or 429 or >= 500 => Catalogue.Overload(host, host, what, Status),
        _ => Catalogue.CloudRejected.For(what, what, Status, Code.Length == 0 ? Message : $"{Code}: {Message}"),
    };

    private bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
