using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Builds simulated clouds, or changes some: the world that Connect-Timescale -Sandbox -World works in. It never
/// touches anything real, so it knows no -WhatIf.
/// </summary>
/// <remarks>
/// Without parameters it is the default world, as docs/sandbox.md lists it. What is described goes into it by the rules
/// of the platform that would make it, and all of it or nothing.
/// </remarks>
[Cmdlet(VerbsCommon.New, "VpcSandbox", DefaultParameterSetName = NewSet)]
[OutputType(typeof(VpcSandbox))]
public sealed class NewVpcSandboxCommand : UnplannedCommand
{
    private const string NewSet = "New";
    private const string ChangeSet = "Change";

    /// <summary>The world to change; it is written again.</summary>
    [Parameter(ParameterSetName = ChangeSet, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Sandbox")]
    public VpcSandbox? World { get; set; }

    /// <summary>Decides all ids that the platforms make up: equal seeds give equal runs. Default 1.</summary>
    [Parameter(ParameterSetName = NewSet)]
    public int? Seed { get; set; }

    /// <summary>
    /// Leaves out all networks and services. The sign-ins stay, and the projects, subscription and account.
    /// </summary>
    [Parameter(ParameterSetName = NewSet)]
    public SwitchParameter Empty { get; set; }

    /// <summary>Settings of the world: <c>@{ RolePropagation = '00:05:00'; CloudPlan = 'FREE' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary? Setting { get; set; }

    /// <summary>
    /// Virtual time that requests take, by kind: <c>@{ 'Arm.PutPeering' = '00:00:30'; '*' = '00:00:01' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary? Latency { get; set; }

    /// <summary>
    /// Azure subscriptions, in which users have the roles that they have in the first one:
    /// <c>@{ Name = 'Second' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureSubscription { get; set; } = [];

    /// <summary>
    /// Azure users: <c>@{ Name = 'ops'; Role = 'Network Contributor'; DirectoryRole = 'Application Administrator'
    /// }</c>; without a role they may do nothing.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureUser { get; set; } = [];

    /// <summary>
    /// AWS profiles: <c>@{ Name = 'ops'; Account = '444433332222'; Region = 'eu-west-1'; Policy = 'Reader' }</c>. An
    /// account is there once it has a profile.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AwsProfile { get; set; } = [];

    /// <summary>
    /// VNets: <c>@{ Name = 'App-VNet'; ResourceGroupName = 'App-RG'; AddressPrefix = '10.5.0.0/16' }</c>. The resource
    /// group is made where it is not there.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureVNet { get; set; } = [];

    /// <summary>
    /// Locks on Azure scopes: <c>@{ Level = 'CanNotDelete'; ResourceGroupName = 'App-RG' }</c>; without a scope on the
    /// first subscription.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureLock { get; set; } = [];

    /// <summary>
    /// Azure policies that deny: <c>@{ Name = 'no-peerings'; ResourceGroupName = 'App-RG' }</c>; without a resource
    /// type they deny peerings.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzurePolicy { get; set; } = [];

    /// <summary>
    /// Azure's deny assignments: <c>@{ Name = 'stack'; ResourceGroupName = 'App-RG'; Except = 'admin' }</c>; without
    /// actions they deny all but reading.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureDenyAssignment { get; set; } = [];

    /// <summary>
    /// Network interfaces in a VNet: <c>@{ VNetName = 'App-VNet'; ResourceGroupName = 'App-RG'; Name = 'app-nic' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureNetworkInterface { get; set; } = [];

    /// <summary>
    /// Rules of network security groups on a VNet's subnets, or on one of its network interfaces:
    /// <c>@{ VNetName = 'App-VNet'; ResourceGroupName = 'App-RG'; Destination = '10.200.0.0/24' }</c>. Without
    /// values of their own they deny all outbound traffic; the group is made where it is not there.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureSecurityRule { get; set; } = [];

    /// <summary>
    /// User routes of a VNet's subnets: <c>@{ VNetName = 'App-VNet'; ResourceGroupName = 'App-RG'; Prefix =
    /// '0.0.0.0/0'; Address = '10.5.0.4' }</c>; without a next hop they drop the traffic.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureRoute { get; set; } = [];

    /// <summary>
    /// What the tenant's policy forbids for secrets of applications: <c>@{ Restriction = 'passwordAddition' }</c>,
    /// <c>@{ Restriction = 'passwordLifetime'; MaxLifetime = '30.00:00:00' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AzureAppPolicy { get; set; } = [];

    /// <summary>AWS VPCs: <c>@{ Name = 'app'; Region = 'us-east-1'; CidrBlock = '10.70.0.0/16' }</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] AwsVpc { get; set; } = [];

    /// <summary>
    /// VPCs of the managed service: <c>@{ CloudName = 'timescale-azure-uksouth'; Cidr = '10.210.0.0/24' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] Vpc { get; set; } = [];

    /// <summary>
    /// VPCs of Timescale Cloud: <c>@{ Name = 'prod'; Region = 'us-east-1'; Cidr = '10.30.0.0/20' }</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] CloudVpc { get; set; } = [];

    /// <summary>
    /// Services: <c>@{ Name = 'orders'; CloudName = 'timescale-azure-uksouth' }</c> of the managed service,
    /// <c>@{ Name = 'orders'; Region = 'us-east-1'; Vpc = 'prod' }</c> of Timescale Cloud.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] Service { get; set; } = [];

    /// <summary>Faults to come: <c>@{ Kind = 'Arm.PutPeering'; Status = 503; RetryAfter = 5; Times = 2 }</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SandboxTableCompleter))]
    public IDictionary[] Fault { get; set; } = [];

    // Parts that others refer to come first: a service may be in a VPC of the same call.
    private protected override StageRequest Request => new BuildSandboxRequest().From(this) with
    {
        Parts =
        [
            .. SandboxParts.Of(nameof(Setting), Setting), .. SandboxParts.Of(nameof(Latency), Latency),
            .. SandboxParts.Of(nameof(AzureSubscription), AzureSubscription),
            .. SandboxParts.Of(nameof(AzureUser), AzureUser), .. SandboxParts.Of(nameof(AwsProfile), AwsProfile),
            .. SandboxParts.Of(nameof(AzureVNet), AzureVNet), .. SandboxParts.Of(nameof(AzureLock), AzureLock),
            .. SandboxParts.Of(nameof(AzurePolicy), AzurePolicy),
            .. SandboxParts.Of(nameof(AzureDenyAssignment), AzureDenyAssignment),
            .. SandboxParts.Of(nameof(AzureNetworkInterface), AzureNetworkInterface),
            .. SandboxParts.Of(nameof(AzureSecurityRule), AzureSecurityRule),
            .. SandboxParts.Of(nameof(AzureRoute), AzureRoute),
            .. SandboxParts.Of(nameof(AzureAppPolicy), AzureAppPolicy),
            .. SandboxParts.Of(nameof(AwsVpc), AwsVpc),
            .. SandboxParts.Of(nameof(Vpc), Vpc), .. SandboxParts.Of(nameof(CloudVpc), CloudVpc),
            .. SandboxParts.Of(nameof(Service), Service), .. SandboxParts.Of(nameof(Fault), Fault),
        ],
    };

    private protected override IEnumerable<object?> Items => [World];
}
