using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Makes our half of a peering: the link from your VNet to the platform's network in its own tenant.</summary>
[Cmdlet(VerbsLifecycle.Approve, "VpcPeering", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VpcPeering))]
public sealed class ApproveVpcPeeringCommand : NamedPeeringCommand
{
    /// <summary>An ephemeral key credential instead of a secret, for tenants whose policy forbids secrets.</summary>
    [Parameter]
    public SwitchParameter UseCertificate { get; set; }

    private protected override StageRequest StageRequest =>
        new ApprovePeeringRequest { UseCertificate = UseCertificate };
}
