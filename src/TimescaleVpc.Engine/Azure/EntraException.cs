using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A refusal of Microsoft Graph, free of the SDK's types.</summary>
internal sealed class EntraException(PlatformRefusal refusal, string who, string what, string permission)
    : RefusalException(refusal)
{
    /// <summary>The object exists, but not everywhere yet.</summary>
    public bool IsReplicationLag =>
        IsNotFound || Refusal.Says("does not reference a valid application") || Is("NoBackingApplicationObject")
        || IsForeign;

    /// <summary>
    /// Ambiguous by itself: for a foreign application a missing directory role, for one of the own tenant a matter of
    /// seconds.
    /// </summary>
    public bool IsForeign => IsDenied && Refusal.Says("must in the local tenant");

    /// <summary>A right is lacking.</summary>
    public bool IsDenied => Is("Authorization_RequestDenied");

    /// <summary>Not there, or not yet.</summary>
    public bool IsNotFound => Is("Request_ResourceNotFound", "ResourceNotFound");

    /// <summary>There is one already.</summary>
    public bool Exists => Is("Request_MultipleObjectsWithSameKeyValue");

    public override TimescaleVpcException ToError() => AzureRefusals.Graph.ToError(
        Refusal, new(who, what, "the directory", permission, what));
}
