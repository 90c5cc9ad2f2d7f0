using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Lets a parameter for grants take one that was read from a file, or a peering that was: VPC, VNet and application.
/// </summary>
internal sealed class GrantTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Row.Bare(inputData) is not (PSCustomObject or IDictionary) || Row.Of(inputData) is not { Names: var names }
            || names["VpcId"] is not { } vpcId || names["VNetId"] is not { } vnetId
            || Text("AppId") is not { } app) return inputData;

        return Inputs.From(
            new AzurePeerGrant
            {
                Vpc = new Vpc
                {
                    VpcId = vpcId, Platform = names["Platform"] ?? "", Project = names["Project"] ?? "",
                    CloudName = names["CloudName"],
                },
                VNet = new AzureVNet { VNetId = vnetId },
                TenantId = names["TenantId"] ?? "",
                AppId = app,
                ServicePrincipalId = Text("ServicePrincipalId"),
                PlatformAppId = Text("PlatformAppId") ?? "",
                PlatformServicePrincipalId = Text("PlatformServicePrincipalId"),
                PlatformTenantId = Text("PlatformTenantId"),
                OwnRoleId = Text("OwnRoleId"),
                PlatformRoleId = Text("PlatformRoleId"),
                Scope = Text("Scope") ?? "",
                Planned = Same(Text("Planned"), "True")
                    || Row.IsTrue(inputData, "Planned"),
                Row = names,
            },
            inputData);

        string? Text(string column) => Row.Column(inputData, column);
    }
}
