using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>A refusal of Timescale Cloud.</summary>
internal sealed class TigerException(PlatformRefusal refusal, string what) : PlatformException(refusal)
{
    /// <summary>
    /// The meaning of its codes. Most are not published: without a code the documented meaning of the status applies,
    /// and an unknown code has no meaning.
    /// </summary>
    public static readonly RefusalTable Table = new(
        PlatformNames.Title(PlatformNames.TimescaleCloud),
        new(Catalogue.CloudKeyRejected, "UNAUTHORIZED", "UNAUTHENTICATED", "INVALID_CREDENTIALS") { Bare = [401] },
        new(Catalogue.CloudPermissionDenied, "FORBIDDEN", "PERMISSION_DENIED", "ACCESS_DENIED") { Bare = [403] },
        new(Catalogue.CloudRejected, "NOT_FOUND", "INVALID*", "BAD_REQUEST", "CONFLICT", "ALREADY_EXISTS")
        {
            Bare = [400, 404, 409, 412, 422],
        });

    /// <summary>Not there; also said of a VPC that is not ready yet.</summary>
    public override bool IsNotFound => Is("NOT_FOUND") || Status == 404 && Refusal.IsReadable;

    /// <summary>The VPC is at work on an earlier change and will take this one later.</summary>
    public override bool IsBusy => Refusal.Says("already being updated");

    /// <summary>A service that has just moved has no endpoint for a while.</summary>
    public bool HasNoEndpointYet => Refusal.Says("no Endpoint for that service");

    /// <summary>A quota is used up. No code for it is published.</summary>
    public override bool IsLimit => !Refusal.Says("rate limit") && Status != 429
        && new[] { "limit", "quota" }.Any(word => $"{Code} {Refusal.Message}".Contains(
            word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The key itself, or its rights, and nothing of what was asked.</summary>
    public bool IsAboutKey =>
        Table.Find(Refusal) is { } entry
            && (entry == Catalogue.CloudKeyRejected || entry == Catalogue.CloudPermissionDenied);

    public override TimescaleVpcException ToError() =>
        Table.ToError(Refusal, new("The key", what, Refusal.Host, "", what));
}
