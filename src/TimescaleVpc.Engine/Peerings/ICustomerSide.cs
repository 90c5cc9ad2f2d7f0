using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The observation of the customer's half.</summary>
/// <param name="Peering">The peering with it.</param>
/// <param name="Half">How it stands.</param>
/// <param name="State">The cloud's word for that; null if there is none.</param>
/// <param name="Unseen">Why it could not be seen; it is taken for standing then.</param>
internal sealed record CustomerLook(
    VpcPeering Peering, CustomerHalf Half, string? State = null, string? Unseen = null);

/// <summary>The extent of the removal of the customer's half.</summary>
/// <param name="KeepRoutes">
/// Whether routes stay, without effect: for a peering that is made anew they are what a later run finds it by.
/// </param>
/// <param name="TellOfGroups">Whether to warn of a security group that stays behind.</param>
internal sealed record RemovalWish(bool KeepRoutes = false, bool TellOfGroups = true);

/// <summary>Adds what a cloud shows of a peering, and the next step.</summary>
/// <param name="peering">The peering, as the platform shows it.</param>
/// <param name="phase">The meaning of its state.</param>
/// <param name="cancel">Stops the requests.</param>
internal delegate Task<VpcPeering> PeeringViewer(
    VpcPeering peering, PeeringPhase phase, CancellationToken cancel);

/// <summary>
/// The customer's half of peerings in one cloud, for the work on one item. What the cloud refuses is a
/// <see cref="RefusalException"/>, or an error of the catalogue. A cloud that this module only shows leaves out what
/// changes something there, which is refused then.
/// </summary>
internal interface ICustomerSide
{
    Cloud Cloud { get; }

    /// <summary>The cloud's name in a sentence.</summary>
    string Title { get; }

    /// <summary>A peering in one line, with what tells it from its namesakes.</summary>
    string Name(VpcPeering peering);

    /// <summary>
    /// A step on a peering, such as the request to the platform: the same words in plan and run. Its sentence names the
    /// VPC, then the customer's network.
    /// </summary>
    PeeringStep Step(StepKind kind, VpcPeering peering);

    /// <summary>The party that must act next, and the command for it; null when nothing is left to do.</summary>
    string? NextStep(VpcPeering peering, PeeringPhase phase, bool isApproved = false);

    /// <summary>
    /// The peering that an item of this cloud's own kind means, such as a grant: not asked for yet. All that can be
    /// checked beforehand is checked.
    /// </summary>
    /// <returns>Null if the item is of another kind.</returns>
    Task<VpcPeering?> FromItemAsync(object? item, CancellationToken cancel) => Task.FromResult<VpcPeering?>(null);

    /// <summary>The peering that a VPC and the name of a network mean, where the platform has none.</summary>
    Task<VpcPeering> FromNamesAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel) =>
        throw Catalogue.CloudUnsupported.For(vpc.VpcId, $"VPC {vpc}", vpc.Place);

    /// <summary>Holds a peering that was found against all that names it.</summary>
    void RequireRow(PeeringRef reference, VpcPeering peering)
    {
    }

    /// <summary>A peering as the platform has just shown it.</summary>
    VpcPeering FromPlatform(Vpc vpc, PlatformPeering platformPeering);

    /// <summary>A peering as the platform is asked for it, and told from others.</summary>
    PlatformPeering ForPlatform(VpcPeering peering);

    /// <summary>What to look into when the platform says that this side has rejected a peering.</summary>
    string RejectedAdvice => "Find out who rejected the peering in your network.";

    /// <summary>What to look into when the platform says that it cannot make a peering as it was requested.</summary>
    string SpecificationAdvice => "Correct what the message names, for example the ranges of your network.";

    /// <summary>The pipeline that makes a peering, or goes on from where it stopped.</summary>
    PeeringPipeline Pipeline(VpcPeering peering);

    /// <summary>What users have set on the customer's half: one that takes its place is approved with it.</summary>
    Task<ApprovePeeringRequest> KeptAsync(VpcPeering peering, CancellationToken cancel) =>
        Task.FromResult(new ApprovePeeringRequest());

    /// <summary>Makes ready to add what the cloud shows of peerings; as they are where it may not be seen.</summary>
    Task<PeeringViewer> ViewerAsync(CancellationToken cancel) => Task.FromResult<PeeringViewer>(
        (peering, phase, _) => Task.FromResult(peering with { NextStep = NextStep(peering, phase) }));

    /// <summary>Whether the platform names all that this side needs for a goal.</summary>
    bool IsNamed(PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering) => throw Unsupported(peering);

    /// <summary>
    /// The time in which the platform must name it once the peering is active; none where it is named before.
    /// </summary>
    TimeSpan LongestUnnamed => TimeSpan.Zero;

    /// <summary>
    /// The error of a peering for which the platform does not report what this side needs; null if it is only late.
    /// </summary>
    TimescaleVpcException? Unnamed(VpcPeering peering, PeeringPhase phase) => Unsupported(peering);

    /// <summary>Refuses what can be refused before anything is asked or waited for.</summary>
    Task CheckAsync(PeeringGoal goal, VpcPeering peering, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Looks at the customer's half.</summary>
    /// <param name="goal">What it is looked at for.</param>
    /// <param name="peering">The peering with the platform's half.</param>
    /// <param name="platformPeering">The platform's half; null if there is none.</param>
    /// <param name="wish">What an approval asks for; null for another goal.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task<CustomerLook> LookAsync(
        PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering, ApprovePeeringRequest? wish,
        CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>The customer's half as an earlier stage has left it in the record.</summary>
    CustomerHalf KnownHalf(VpcPeering peering) => CustomerHalf.Missing;

    /// <summary>
    /// Completes a peering that the platform was asked for, with what can be seen and checked only now.
    /// </summary>
    /// <param name="peering">The peering.</param>
    /// <param name="wait">Whether to wait for what shows late.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task<VpcPeering> RequestedAsync(VpcPeering peering, bool wait, CancellationToken cancel) =>
        Task.FromResult(peering);

    /// <summary>Makes the customer's half, or plans it.</summary>
    Task<VpcPeering> MakeAsync(
        VpcPeering peering, PlatformLook platformLook, ApprovePeeringRequest wish, StepRunner runner,
        CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>Notes the steps that make the half of a peering which is planned while an older one stands.</summary>
    /// <param name="peering">The peering, as it is to be.</param>
    /// <param name="wish">How its half is to be made.</param>
    /// <param name="earlierSteps">What the plan does to the older one before.</param>
    /// <param name="runner">Takes down the steps.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task PlanApprovalAsync(
        VpcPeering peering, ApprovePeeringRequest wish, IReadOnlyList<PeeringStep> earlierSteps, StepRunner runner,
        CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>
    /// Brings a half that stands to what is wished of it, and removes what killed runs left of the means to make it.
    /// </summary>
    Task<VpcPeering> SettleAsync(
        VpcPeering peering, ApprovePeeringRequest wish, StepRunner runner, CancellationToken cancel) =>
        Task.FromResult(peering);

    /// <summary>Compares the ranges that both halves know with those that the networks have.</summary>
    Task<RangeLook> CompareAsync(VpcPeering peering, UpdatePeeringRequest wish, CancellationToken cancel) =>
        throw Unsupported(peering);

    /// <summary>Renews the ranges that the customer's half knows, or plans it.</summary>
    /// <returns>Why the cloud does not do that; null if it did.</returns>
    Task<string?> SyncAsync(VpcPeering peering, StepRunner runner, CancellationToken cancel) =>
        Task.FromResult<string?>(null);

    /// <summary>Removes the customer's half; what is gone is fine.</summary>
    /// <returns>The peering without it.</returns>
    Task<VpcPeering> RemoveAsync(
        VpcPeering peering, PlatformPeering? platformPeering, RemovalWish wish, StepRunner runner,
        CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>The ranges of a network that a platform is peered with.</summary>
    Task<IReadOnlyList<string>> RangesAsync(PlatformPeering peer, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>The networks that the sign-in sees, as Tab offers them.</summary>
    /// <param name="region">Where to look; null is where the sign-in is.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task<IEnumerable<CompletionItem>> ListNetworksAsync(string? region, CancellationToken cancel) =>
        Task.FromResult<IEnumerable<CompletionItem>>([]);

    /// <summary>The accounts that the sign-in sees and Connect-Timescale takes, as Tab offers them.</summary>
    Task<IEnumerable<CompletionItem>> ListAccountsAsync(CancellationToken cancel) =>
        Task.FromResult<IEnumerable<CompletionItem>>([]);

    /// <summary>Whether a text is the id of a network in this cloud, or of a place in one.</summary>
    bool IsPlaceId(string text) => false;

    /// <summary>The networks that a place can be named by, beside such ids.</summary>
    Task<IEnumerable<CompletionItem>> ListPlacesAsync(CancellationToken cancel) =>
        Task.FromResult<IEnumerable<CompletionItem>>([]);

    /// <summary>The id of a network as this cloud writes it, which a platform may keep in lower case.</summary>
    Task<string> SpelledAsync(string networkId, CancellationToken cancel) => Task.FromResult(networkId);

    /// <summary>Warns of what does not work although the peering is active.</summary>
    void Warn(VpcPeering peering)
    {
    }

    /// <summary>All that exists for both halves of a peering.</summary>
    Task<IReadOnlyList<PeeringItem>> HalvesAsync(VpcPeering peering, CancellationToken cancel) =>
        throw Unsupported(peering);

    /// <summary>All that exists for a peering, with what was granted for it.</summary>
    Task<IReadOnlyList<PeeringItem>> InventoryAsync(
        VpcPeering peering, UndoPeeringRequest request, CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>Removes what was granted for a peering, before or after both halves go.</summary>
    Task RevokeAsync(
        VpcPeering peering, UndoPeeringRequest request, bool halvesAreGone, StepRunner runner,
        CancellationToken cancel) => throw Unsupported(peering);

    /// <summary>Finds the leftovers of interrupted runs in this cloud without a peering on the platform.</summary>
    /// <param name="vpcs">The VPCs of the session's projects in this cloud.</param>
    /// <param name="listedPeerings">The peerings that the platforms know in this cloud.</param>
    /// <param name="cancel">Stops the requests.</param>
    Task<IReadOnlyList<VpcPeering>> LeftoversAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<VpcPeering>>([]);

    /// <summary>The error of what is not done in this cloud.</summary>
    TimescaleVpcException Unsupported(VpcPeering peering) =>
        Catalogue.CloudUnsupported.For(peering, $"The peering {Name(peering)}", peering.VpcPlace);
}

/// <summary>The state of the customer's half of a peering.</summary>
internal enum CustomerHalf
{
    /// <summary>Not looked at yet.</summary>
    Unknown,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is made, and not connected yet.</summary>
    Pending,

    /// <summary>It is made and connected.</summary>
    Standing,

    /// <summary>Its other side went: it cannot become connected any more.</summary>
    Dead,
}

/// <summary>The pipeline that makes a peering, as a user writes it, and as its stages take it.</summary>
/// <param name="Names">The parameters that name the peering.</param>
/// <param name="Beginning">The commands up to the request to the platform.</param>
/// <param name="Grant">What comes before the request to the platform; null where nothing does.</param>
/// <param name="Networks">The pair of networks that the first stage takes.</param>
internal sealed record PeeringPipeline(string Names, string Beginning, StageRequest? Grant, object Networks);
