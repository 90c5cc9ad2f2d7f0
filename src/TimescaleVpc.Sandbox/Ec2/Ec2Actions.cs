namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Every action that is served.</summary>
internal static class Ec2Actions
{
    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        .. VpcActions.All, .. PeeringActions.All, .. RouteActions.All, .. GroupActions.All, .. RuleActions.All,
        .. AclActions.All, .. InterfaceActions.All, .. TagActions.All,
    ];
}
