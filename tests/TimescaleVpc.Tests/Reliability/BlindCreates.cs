namespace TimescaleVpc.Tests.Reliability;

/// <summary>Creates that were sent again without a look at what the first one did.</summary>
internal static class BlindCreates
{
    /// <summary>Those of which a second one makes a second thing, or fails.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "Mst.CreateVpc", "Mst.CreatePeering", "Cloud.CreateVpc", "Cloud.CreatePeering", "Graph.CreateApplication",
        "Graph.CreateServicePrincipal", "Graph.AddPassword", "Ec2.CreateSecurityGroup", "Ec2.CreateRoute",
    };

    public static IEnumerable<string> In(SandboxRequest[] log, IEnumerable<SandboxFault> faults)
    {
        foreach (var fault in faults.Where(fault => Kinds.Contains(fault.Kind) && LeavesOpen(fault)))
        {
            SandboxRequest? open = null;
            var number = 0;
            foreach (var request in log)
            {
                if (open is not null && !request.Mutates && request.Host == open.Host) open = null;
                if (request.Kind != fault.Kind) continue;
                if (open is not null && open.Path == request.Path) yield return $"{request} repeats {open} blindly";
                open = number++ >= fault.Skip && number <= fault.Skip + fault.Times ? request : null;
            }
        }
    }

    /// <summary>
    /// Whether the caller cannot know what was done. To be turned away is an answer; so is one with an unknown word in
    /// it, and to CreateRoute, which says nothing but yes, any that can be read.
    /// </summary>
    private static bool LeavesOpen(SandboxFault fault) => fault.Status is 500 or 502
        || fault.Wire != "UnknownWord"
        && !(fault.Kind == "Ec2.CreateRoute" && (fault.Wire is "WrongType" or "MissingMember" or "NullMember"))
        && fault.Status == 0 && (fault.Wire != "None" || fault.Delay > TimeSpan.Zero);
}
