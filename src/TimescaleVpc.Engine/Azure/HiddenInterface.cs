using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Network interfaces that a security group names and the subscription's list does not show.</summary>
/// <param name="Group">The group.</param>
/// <param name="Owner">The scale set that they are of, which has a list of its own; else the interface.</param>
/// <param name="IsOfScaleSet">Whether it is a scale set.</param>
internal sealed record HiddenInterface(AzureSecurityGroup Group, string Owner, bool IsOfScaleSet)
{
    private const string ScaleSets = "virtualMachineScaleSets";

    /// <param name="group">The group that names it.</param>
    /// <param name="id">The interface's id.</param>
    public static HiddenInterface Of(AzureSecurityGroup group, string id)
    {
        var parts = id.Split('/');
        var place = Array.FindIndex(parts, part => Same(part, ScaleSets));
        return place >= 0 && place + 1 < parts.Length
            ? new(group, parts[place + 1], IsOfScaleSet: true) : new(group, parts[^1], IsOfScaleSet: false);
    }

    /// <summary>What is not known because of it.</summary>
    public PeeringFinding Of(AzureCase azureCase, Reading<IReadOnlyList<AzureNetworkInterface>> interfaces)
    {
        var evidence = interfaces.Saying($"none of {Owner}, which {Group.Name} names");
        return IsOfScaleSet
            ? FindingCatalogue.NotRead.For(
                azureCase.Subject, Group.Id, [evidence],
                $"the network interfaces of the scale set {Owner}, which the security group {Group.Name} filters",
                "Azure does not list them in the subscription.",
                "Check with Network Watcher (IP flow verify) from an instance of the scale set, if it is in this VNet.")
            : azureCase.Unseen(
                Group.Id, $"the network interface {Owner}, which the security group {Group.Name} filters", evidence);
    }
}
