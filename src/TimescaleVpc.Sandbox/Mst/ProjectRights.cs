namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The permissions of a project, and which request needs which.</summary>
internal static class ProjectRights
{
    public static string[] Reads { get; } = ["project:networking:read", "project:services:read"];

    public static string[] All { get; } = [.. Reads, "project:networking:write", "project:services:write"];

    /// <summary>What each role of a project allows of these.</summary>
    public static IReadOnlyDictionary<string, string[]> Roles { get; } = new Dictionary<string, string[]>
    {
        ["admin"] = All, ["operator"] = All, ["developer"] = Reads, ["read_only"] = [Reads[1]],
    };

    /// <summary>Null for the requests that every member of a project may send.</summary>
    public static string? Needed(string kind) => kind switch
    {
        "Mst.ListVpcs" or "Mst.GetVpc" or "Mst.ListPeeringTypes" => "project:networking:read",
        "Mst.CreateVpc" or "Mst.DeleteVpc" or "Mst.CreatePeering" or "Mst.DeletePeering" or "Mst.PutPeerCidrs" or
            "Mst.RefreshPeerings" => "project:networking:write",
        "Mst.ListServices" or "Mst.GetService" => "project:services:read",
        "Mst.UpdateService" => "project:services:write",
        _ => null,
    };
}
