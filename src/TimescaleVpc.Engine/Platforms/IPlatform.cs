using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// A platform that holds VPCs and services, as one project of it is signed in to: the Managed Service, or Timescale
/// Cloud. What it refuses is a <see cref="PlatformException"/>, or an error of the catalogue.
/// </summary>
internal interface IPlatform
{
    /// <summary>One of <see cref="PlatformNames"/>.</summary>
    string Name { get; }

    string Project { get; }

    /// <summary>Who it takes for the one who changes something.</summary>
    string Actor { get; }

    /// <summary>The clouds that its VPCs can lie in.</summary>
    IReadOnlyList<Cloud> Clouds { get; }

    /// <summary>The kind of step that asks for a peering.</summary>
    StepKind RequestStep { get; }

    /// <summary>The kind of step that deletes the platform's half.</summary>
    StepKind RemoveStep { get; }

    /// <summary>
    /// The documented maximum of peerings for a VPC; null if there is none. Used for a warning only: the platform
    /// enforces it.
    /// </summary>
    int? UsualPeeringLimit => null;

    /// <summary>Whether a repeated request is the same request, rather than a second peering.</summary>
    bool TakesRepeatedRequests { get; }

    /// <summary>The kind of step that deletes a VPC.</summary>
    StepKind RemoveVpcStep { get; }

    /// <summary>The kind of step that renames a VPC; null where VPCs have no name.</summary>
    StepKind? RenameVpcStep => null;

    /// <summary>
    /// Whether a VPC that is being built is listed like any other, and yet "not found" for what one does with it.
    /// </summary>
    bool HidesUnfinishedVpcs => false;

    /// <summary>Whether a service that moves between VPCs is on the public internet meanwhile.</summary>
    bool MovesInPublic { get; }

    /// <summary>The cloud names that VPCs can be made in; empty where the platform does not list them.</summary>
    Task<IReadOnlyList<string>> ListCloudNamesAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Whether a VPC that is asked for can be one of this platform.</summary>
    bool Takes(NewVpcRequest request) => true;

    /// <summary>Why a VPC of it that lies in another cloud than Azure cannot be peered with a VNet.</summary>
    TimescaleVpcException NotOnAzure(Vpc vpc);

    /// <summary>Checks what was asked for, and looks whether it is there already.</summary>
    /// <exception cref="TimescaleVpcException">It cannot be made, or another VPC is in the way.</exception>
    Task<VpcPlan> PlanVpcAsync(NewVpcRequest request, ItemContext context, CancellationToken cancel);

    /// <summary>Renames a VPC, where VPCs have a name.</summary>
    Task RenameVpcAsync(string vpcId, string name, CancellationToken cancel);

    /// <summary>Deletes a VPC; one that is gone is fine.</summary>
    Task DeleteVpcAsync(string vpcId, CancellationToken cancel);

    /// <summary>One VPC; null if there is none, or none that can be read yet.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <param name="since">For a poll: when its wait began. Null for a look, which no earlier request serves.</param>
    Task<Vpc?> GetVpcAsync(string vpcId, CancellationToken cancel, DateTimeOffset? since = null);

    /// <summary>Whether what refuses the deletion of a VPC passes by itself.</summary>
    Task<bool> IsHeldAsync(PlatformException refusal, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>Refuses a move that cannot be, before anything is warned of, asked or changed.</summary>
    void CheckMove(FoundService service)
    {
    }

    /// <summary>Puts a service in a VPC, or on the public internet.</summary>
    /// <param name="move">The service and where it is to be.</param>
    /// <param name="runner">Does the steps.</param>
    /// <param name="cancel">Stops the work.</param>
    Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel);

    /// <summary>The certificate of the project's own CA, PEM; null where services have publicly trusted ones.</summary>
    Task<string?> FindCaAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>
    /// Whether the sign-in may make, change and delete VPCs and peerings; null where the platform does not tell.
    /// </summary>
    Task<bool?> MayChangeVpcsAsync(CancellationToken cancel) => Task.FromResult<bool?>(null);

    /// <summary>The project's IP allow lists; null where the platform has none, or does not show them.</summary>
    Task<IReadOnlyList<AllowList>?> ListAllowListsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<AllowList>?>(null);

    /// <summary>All VPCs of the project; they belong to no session yet.</summary>
    Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel);

    /// <summary>All services of the project; they belong to no session yet.</summary>
    Task<IReadOnlyList<FoundService>> ListServicesAsync(CancellationToken cancel);

    /// <summary>Refuses a VPC that no service can be put in.</summary>
    void RequireUsable(Vpc vpc);

    /// <summary>All peerings of a VPC; null if the VPC is not ready, or gone.</summary>
    /// <param name="vpcId">The VPC.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <param name="since">For a poll: when its wait began. Null for a look, which no earlier request serves.</param>
    Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(
        string vpcId, CancellationToken cancel, DateTimeOffset? since = null);

    /// <summary>The platform's own VPC in AWS, which its requests come from; null where it does not say.</summary>
    Task<string?> OwnAwsVpcAsync(string vpcId, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>
    /// Asks for a peering. What an earlier try left behind is deleted first where the platform needs it.
    /// </summary>
    /// <param name="peering">The peering.</param>
    /// <param name="wantedPeering">What it is asked for.</param>
    /// <param name="failedPeering">The platform's half of an earlier try; null if there is none.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The platform's id of the new peering; null where it has none.</returns>
    Task<string?> RequestPeeringAsync(
        VpcPeering peering, PlatformPeering wantedPeering, PlatformPeering? failedPeering, CancellationToken cancel);

    /// <summary>Deletes the platform's half; one that is gone is fine.</summary>
    Task DeletePeeringAsync(string vpcId, PlatformPeering peering, CancellationToken cancel);

    /// <summary>Asks the platform to read the states of a VPC's peerings anew, where it can be asked to.</summary>
    /// <returns>Whether it can.</returns>
    Task<bool> RefreshPeeringsAsync(string vpcId, CancellationToken cancel) => Task.FromResult(false);
}

/// <summary>
/// An IP allow list of a project. A service that has one cannot be put in a VPC; which services have one, the platform
/// does not show.
/// </summary>
internal sealed record AllowList(string Id, string Description, IReadOnlyList<string> Cidrs);
