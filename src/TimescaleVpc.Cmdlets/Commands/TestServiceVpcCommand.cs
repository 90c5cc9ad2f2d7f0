using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Tests the connection to a database service: DNS, TCP, TLS and login, and reports its location.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ServiceVpc", DefaultParameterSetName = "InputObject")]
[OutputType(typeof(ServiceVpcTest), typeof(string))]
public sealed class TestServiceVpcCommand : WaitingCommand
{
    /// <summary>The service, as Get-, Set- or Test-ServiceVpc wrote it, or a row that names it.</summary>
    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    [ServiceTransformation]
    public ServiceVpc? InputObject { get; set; }

    /// <summary>The services in this VPC: an object, an id, a name or a cloud name.</summary>
    [Parameter(ParameterSetName = "Vpc", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [VpcTransformation(OfPeerings = false, OfServices = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary> The services in the VPC of this peering or row; in the sandbox, from the peering's network. </summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering? Peering { get; set; }

    /// <summary>The names of the services.</summary>
    [Parameter(ParameterSetName = "Service", Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = "Vpc", Position = 0)]
    [Parameter(ParameterSetName = "Peering", Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [Trimmed]
    public string[] Service { get; set; } = [];

    /// <summary>
    /// In the sandbox: where to try from, a VNet (id, name or group/name), the id of an AWS VPC, or <c>Outside</c>.
    /// </summary>
    [Parameter]
    [Trimmed]
    public string? From { get; set; }

    /// <summary>User and password for the login; without it the service's own.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Leaves the login out.</summary>
    [Parameter]
    public SwitchParameter SkipLogin { get; set; }

    /// <summary>
    /// Writes a self-contained script that does the test elsewhere, for example by a VM's run command.
    /// </summary>
    [Parameter]
    public SwitchParameter AsScript { get; set; }

    /// <summary>Lets a plan pass through; this cmdlet only tests, and changes nothing.</summary>
    [Parameter]
    public SwitchParameter WhatIf { get; set; }

    private protected override StageRequest Request => Ask(new TestServiceRequest()) with
    {
        ReadCredential = Credential is { } credential
            ? () => (credential.UserName, credential.GetNetworkCredential().Password)
            : null,
    };

    private protected override IEnumerable<object?> Items =>
        [InputObject ?? (Peering is null ? Vpc?.Value : Naming.Peering(Peering))];
}
