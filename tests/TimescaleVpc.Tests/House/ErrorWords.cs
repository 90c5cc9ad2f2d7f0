using System.Reflection;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What each error's values are, in their order; after an equals sign, a text that stands for itself. Those of a cloud
/// are in the part of its name.
/// </summary>
internal static partial class ErrorWords
{
    private static readonly Dictionary<string, string> Common = new()
    {
        ["AnswerOverLimit"] = "host, request, limit",
        ["AppMismatch"] = "VNet, application, application given, peering",
        ["CertificateRejected"] = "host, request, reason",
        ["CidrInvalid"] = "range, reason, =Give an IPv4 network such as 10.200.0.0/24.",
        ["CloudUnknown"] = "cloud name, names",
        ["ConnectionFileRefused"] = "file, reason",
        ["ConnectionFileStale"] = "file, address, reason",
        ["ConnectionLost"] = "host, request, reason",
        ["ContradictoryInput"] = "column or parameter, value, object found, =has another one",
        ["ControlCharacter"] = "parameter or column, character, number",
        ["DotnetMissing"] = "dotnet",
        ["DotnetRuntimeMissing"] = "dotnet",
        ["ForeignAddress"] = "host, request, address, advice",
        ["FromNeedsSandbox"] = "place",
        ["InsecureUrl"] = "address",
        ["InvalidInput"] = "value, use, =Give what the text asks for (a file that ends in .json for a report).",
        ["NameNotResolved"] = "host, request, reason",
        ["NotRecorded"] = "host, request, address",
        ["NotReplayable"] = "file, reason",
        ["PeeringAmbiguous"] = "name, peerings",
        ["PeeringDeleted"] = "peering, state",
        ["PeeringDeletedByPeer"] = "peering, message",
        ["PeeringError"] = "peering, message",
        ["FindingUnknown"] = "Id, Ids",
        ["DriftFound"] = "findings, peerings",
        ["PeeringInvalidSpecification"] = "peering, message, =Correct what the message names.",
        ["PeeringNotFound"] = "VPC, VNet, networks",
        ["PeeringHalfGone"] = "peering, state",
        ["PeeringNotRequested"] = "peering",
        ["PeeringRejectedByPeer"] = "peering, message, =Correct the cause: on AWS the request was rejected in your "
            + "account; on Azure Timescale's application may lack its role on the VNet.",
        ["PeeringStillExists"] = "peering, state",
        ["PeeringTimeout"] = "peering, state, time, who, =Run the same command again to continue waiting. If it is "
            + "you who must act: run Get-VpcPeering PEERING | Approve-VpcPeering | Wait-VpcPeering.",
        ["PlatformAppMismatch"] = "application, tenant, tenant of the network",
        ["RecordingCut"] = "host, request, address, reason",
        ["RecordingNotWritten"] = "file, reason",
        ["RefusalUnknown"] = "platform, request, code, what the words name",
        ["ProbePlaceUnknown"] = "place, networks",
        ["ProjectAmbiguous"] = "projects",
        ["ProjectNotFound"] = "project, projects",
        ["ProxyFailed"] = "proxy, request, host, reason",
        ["Redirected"] = "host, request, status, address, advice",
        ["RemoteNetworkUnknown"] = "peering, state",
        ["RenameNotSupported"] = "VPC",
        ["ReportExists"] = "file",
        ["ReportNotWritten"] = "file, reason",
        ["ReportUnreadable"] = "file, reason",
        ["RunbookExists"] = "file",
        ["RunbookNotWritten"] = "file, reason",
        ["SandboxPartRefused"] = "parameter, reason, keys",
        ["SandboxWorldNotServable"] = "reason",
        ["SandboxServerFailed"] = "reason",
        ["SandboxServerNotLocal"] = "address",
        ["SandboxServerNotStopped"] = "address, reason, process",
        ["SandboxServerTimeout"] = "time",
        ["SandboxServerUnreachable"] = "address, reason",
        ["SandboxServerUnreadable"] = "file, reason",
        ["SandboxUserUnknown"] = "user, users",
        ["ServiceAttachRefused"] = "service, VPC",
        ["ServiceBusy"] = "host, request, status",
        ["ServiceElsewhere"] = "service, cloud name of the service, VPC, cloud name of the VPC",
        ["ServiceMoveTimeout"] = "service, state, time",
        ["ServiceNotFound"] = "projects, service, services",
        ["ServiceStateUnfit"] = "service, state",
        ["ServiceTargetAmbiguous"] = "VPCs",
        ["SessionClosed"] = "session",
        ["SessionMismatch"] = "session, session of the object",
        ["TagRefused"] = "tag, reason",
        ["Throttled"] = "host, request, status",
        ["UnexpectedError"] = "kind of exception",
        ["UnreadableAnswer"] = "host, request, status",
        ["VpcAmbiguous"] = "projects, name, VPCs",
        ["VpcExists"] = "project, VPC, cloud name, range, state",
        ["VpcFailed"] = "VPC, state",
        ["VpcHasPeerings"] = "VPC, peerings",
        ["VpcInUse"] = "VPC, services",
        ["VpcNotActive"] = "VPC, state",
        ["VpcNotFound"] = "projects, name, VPCs",
        ["CloudHasPrivateLinkOnly"] = "VPC, region",
        ["CloudUnsupported"] = "what, cloud name",
        ["VpcNotOnAzure"] = "VPC, cloud name",
        ["VpcOverlap"] = "range, range of the other, VPC",
        ["VpcTimeout"] = "VPC, state, time",
        ["VpcWithoutService"] = "VPC",
    };

    public static Dictionary<string, string> All => typeof(ErrorWords)
        .GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(part => part.GetValue(null))
        .OfType<Dictionary<string, string>>().SelectMany(part => part).ToDictionary();
}
