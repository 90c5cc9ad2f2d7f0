namespace TimescaleVpc.Engine.Azure;

/// <summary>A network security group.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rules">All rules, those that Azure adds to each group included, in the order in which they count:
/// the first that fits decides.</param>
internal sealed record AzureSecurityGroup(string Id, string Name, IReadOnlyList<AzureSecurityRule> Rules);

/// <summary>A rule of a network security group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">Its number; in one direction the lower one counts first.</param>
/// <param name="Direction">Azure's word: Inbound or Outbound.</param>
/// <param name="Access">Azure's word: Allow or Deny.</param>
/// <param name="Protocol">Azure's word: Tcp, or <c>*</c> for all.</param>
/// <param name="Sources">Ranges, addresses, service tags, or <c>*</c> for all.</param>
/// <param name="Destinations">The same.</param>
/// <param name="Ports">Ports of the destination: numbers, ranges, or <c>*</c> for all.</param>
/// <param name="IsDefault">Whether Azure added it to the group; it cannot be taken away.</param>
internal sealed record AzureSecurityRule(
    string Name, int Priority, string Direction, string Access, string Protocol, IReadOnlyList<string> Sources,
    IReadOnlyList<string> Destinations, IReadOnlyList<string> Ports, bool IsDefault)
{
    public bool IsOutbound => Same(Direction, "Outbound");

    public bool IsDenied => Same(Access, "Deny");

    /// <summary>
    /// Whether it is about application security groups, whose addresses are not known from the rule.
    /// </summary>
    public bool NamesApplications { get; init; }
}
