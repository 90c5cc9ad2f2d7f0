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

    // The order in which the parts of a class are initialised is not defined, so the list is made when it is needed.
    private static readonly Lazy<IReadOnlyList<CmdletNeeds>> Joined = new(() =>
    [
        .. typeof(CmdletCatalogue).GetProperties(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(part => part.GetValue(null)).OfType<CmdletNeeds[]>().SelectMany(part => part)
            .GroupBy(needs => needs.Request)
            .Select(same => new CmdletNeeds(
                same.First(needs => needs.Cmdlet.Length > 0).Cmdlet, same.Key,
                [.. same.SelectMany(needs => needs.Steps)], [.. same.SelectMany(needs => needs.Reads)]))
            .OrderBy(needs => needs.Cmdlet, StringComparer.Ordinal),
    ]);

    /// <summary>All cmdlets that speak to a platform, by name.</summary>
    public static IReadOnlyList<CmdletNeeds> All => Joined.Value;

    /// <summary>What the cmdlet of a request needs; null if it speaks to no platform.</summary>
    public static CmdletNeeds? Find(StageRequest request) =>
        All.FirstOrDefault(needs => needs.Request == request.GetType());

    /// <summary>The cmdlets that work on any platform, with the steps that each platform has.</summary>
    private static CmdletNeeds[] OnPlatform(
        Need read, StepKind createVpc, StepKind removeVpc, StepKind request, StepKind remove, StepKind attach,
        StepKind detach) =>
    [
        Of<NewVpcRequest>("New-TimescaleVpc", [createVpc], [read]),
        Of<GetVpcRequest>("Get-TimescaleVpc", [], [read]),
        Of<RenameVpcRequest>("Rename-TimescaleVpc", [], [read]),
        Of<RemoveVpcRequest>("Remove-TimescaleVpc", [removeVpc], [read]),
        Of<AddPeeringRequest>("Add-VpcPeering", [request], [read]),
        Of<ApprovePeeringRequest>("Approve-VpcPeering", [], [read]),
        Of<WaitPeeringRequest>("Wait-VpcPeering", [], [read]),
        Of<GetPeeringRequest>("Get-VpcPeering", [], [read]),
        Of<TestPeeringRequest>("Test-VpcPeering", [], [read]),
        Of<ExportTopologyRequest>("Export-VpcTopology", [], [read]),
        Of<UpdatePeeringRequest>("Update-VpcPeering", [remove, request], [read]),
        Of<RepairPeeringRequest>("Repair-VpcPeering", [remove, request], [read]),
        Of<SetServiceRequest>("Set-ServiceVpc", [attach, detach], [read]),
        Of<GetServiceRequest>("Get-ServiceVpc", [], [read]),
        Of<TestServiceRequest>("Test-ServiceVpc", [], [read]),
        Of<RemovePeeringRequest>("Remove-VpcPeering", [remove], [read]),
        Of<UndoPeeringRequest>("Undo-VpcPeering", [attach, detach, remove], [read]),
    ];

    /// <summary>What a diagnosis reads. Of a right that a part needs and can do without the first row counts.</summary>
    private static CmdletNeeds[] Diagnosis(params Need[] needs) =>
    [
        Of<TestPeeringRequest>([], Optional(FindingNotRead, needs)),
        Of<ExportTopologyRequest>([],
            Optional("the note NotRead says so, and what depends on it is not drawn", needs)),
        Of<RepairPeeringRequest>([],
            Optional("the finding NotRead is left, and what depends on it is not known", needs)),
    ];

    private static CmdletNeeds Of<TRequest>(string cmdlet, StepKind[] steps, Need[] reads)
        where TRequest : StageRequest => new(cmdlet, typeof(TRequest), steps, reads);

    /// <summary>What a cloud adds to a cmdlet of all platforms.</summary>
    private static CmdletNeeds Of<TRequest>(StepKind[] steps, Need[] reads)
        where TRequest : StageRequest => Of<TRequest>("", steps, reads);

    /// <summary>Rights without which the work goes on.</summary>
    private static Need[] Optional(string without, params Need[] needs) =>
        [.. needs.Select(need => need with { Without = without })];
}
