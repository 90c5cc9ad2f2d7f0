using System.Reflection;

namespace TimescaleVpc.Engine.Steps;

/// <summary>
/// The permissions of each cmdlet on each platform. The tests compare them with those that the sandbox's platforms
/// check, and docs/permissions.md is generated from them. What a platform or a cloud adds to a cmdlet is in the part of
/// its name.
/// </summary>
internal static partial class CmdletCatalogue
{
    private const string HalfNotShown = "the half in that cloud is not shown";
    private const string HalfNotRead = "your own half is not looked at";
    private const string FindingNotRead = "the finding NotRead says so, and what depends on it is not known";
    private const string NoteNotRead = "the note NotRead says so, and what depends on it is not drawn";
    private const string FindingLeft = "the finding NotRead is left, and what depends on it is not known";

    // The order in which the parts of a class are initialised is not defined, so the list is made when it is needed.
    private static readonly Lazy<IReadOnlyList<CmdletNeeds>> Joined = new(() =>
    [
        .. typeof(CmdletCatalogue).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => part.GetValue(null))
            .OfType<CmdletNeeds[]>().Prepend(Shared()).SelectMany(part => part).GroupBy(needs => needs.Request)
            .Select(same => new CmdletNeeds(
                same.First(needs => needs.Cmdlet.Length > 0).Cmdlet, same.Key,
                [.. same.SelectMany(needs => needs.Steps)], [.. same.SelectMany(needs => needs.Reads)])),
    ]);

    /// <summary>
    /// All cmdlets that speak to a platform: the shared ones in the order of the walkthroughs, then those of one cloud.
    /// </summary>
    public static IReadOnlyList<CmdletNeeds> All => Joined.Value;

    /// <summary>What the cmdlet of a request needs; null if it speaks to no platform.</summary>
    public static CmdletNeeds? Find(StageRequest request) =>
        All.FirstOrDefault(needs => needs.Request == request.GetType());

    /// <summary>The cmdlets for all platforms and clouds. Those of one are in its part.</summary>
    private static CmdletNeeds[] Shared() =>
    [
        Of<NewVpcRequest>("New-TimescaleVpc"),
        Of<GetVpcRequest>("Get-TimescaleVpc"),
        Of<RenameVpcRequest>("Rename-TimescaleVpc"),
        Of<RemoveVpcRequest>("Remove-TimescaleVpc"),
        Of<AddPeeringRequest>("Add-VpcPeering"),
        Of<ApprovePeeringRequest>("Approve-VpcPeering"),
        Of<WaitPeeringRequest>("Wait-VpcPeering"),
        Of<GetPeeringRequest>("Get-VpcPeering"),
        Of<TestPeeringRequest>("Test-VpcPeering"),
        Of<ExportTopologyRequest>("Export-VpcTopology"),
        Of<UpdatePeeringRequest>("Update-VpcPeering"),
        Of<RepairPeeringRequest>("Repair-VpcPeering"),
        Of<SetServiceRequest>("Set-ServiceVpc"),
        Of<GetServiceRequest>("Get-ServiceVpc"),
        Of<TestServiceRequest>("Test-ServiceVpc"),
        Of<RemovePeeringRequest>("Remove-VpcPeering"),
        Of<UndoPeeringRequest>("Undo-VpcPeering"),
    ];

    private static CmdletNeeds Of<TRequest>(string cmdlet, StepKind[]? steps = null, Need[]? reads = null)
        where TRequest : StageRequest => new(cmdlet, typeof(TRequest), steps ?? [], reads ?? []);

    /// <summary>What a part adds to a cmdlet that is shared.</summary>
    private static CmdletNeeds Of<TRequest>(StepKind[] steps, Need[]? reads = null)
        where TRequest : StageRequest => Of<TRequest>("", steps, reads);

    /// <summary>What every shared cmdlet reads of a platform.</summary>
    private static IEnumerable<CmdletNeeds> Each(Need need) => Shared().Select(needs => needs with { Reads = [need] });

    /// <summary>Rights without which the work goes on.</summary>
    private static Need[] Optional(string without, params Need[] needs) =>
        [.. needs.Select(need => need with { Without = without })];
}
