using Azure.Core;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Our half of a link: a VNet peering on the customer's VNet.</summary>
internal sealed class ArmLinks(ArmTransport arm, WorkClock clock)
{
    /// <summary>The meaning of a link's state if the end of its operation was not observed.</summary>
    private static JsonNode ProvisioningFailed => new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = "ProvisioningFailed", ["message"] = "the link's provisioningState is Failed",
        },
    };

    /// <summary>The members that a PUT sets: one that it leaves out falls back to its default.</summary>
    private static readonly string[] Kept =
    [
        "remoteVirtualNetwork", "allowVirtualNetworkAccess", "allowForwardedTraffic", "allowGatewayTransit",
        "useRemoteGateways", "doNotVerifyRemoteGateways", "peerCompleteVnets", "enableOnlyIPv6Peering",
        "localSubnetNames", "remoteSubnetNames",
    ];

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    public static AzureVNetPeering Read(JsonNode? node)
    {
        var properties = node.Get("properties");
        var remote = Ranges("remoteVirtualNetworkAddressSpace");
        var routedRanges = Ranges("remoteAddressSpace");
        return new AzureVNetPeering
        {
            Name = node.Text("name") ?? "",
            RemoteVNetId = properties.Get("remoteVirtualNetwork").Text("id") ?? "",
            RemoteAddressPrefixes = [.. remote.Count > 0 ? remote : routedRanges],
            UnroutedAddressPrefixes = Missing(remote, routedRanges),
            UntoldAddressPrefixes = Missing(Ranges("localVirtualNetworkAddressSpace"), Ranges("localAddressSpace")),
            State = properties.Text("peeringState") ?? "",
            SyncLevel = properties.Text("peeringSyncLevel") ?? "",
            AllowsAccess = properties.Flag("allowVirtualNetworkAccess"),
            AllowsForwardedTraffic = properties.Flag("allowForwardedTraffic"),
            AllowsGatewayTransit = properties.Flag("allowGatewayTransit"),
            UsesRemoteGateways = properties.Flag("useRemoteGateways"),
        };

        IReadOnlyList<string> Ranges(string list) =>
            AddressRange.Canonical(properties.Get(list).Texts("addressPrefixes"));

        static string[]? Missing(IReadOnlyList<string> all, IReadOnlyList<string> routedRanges) =>
            all.Count == 0 || routedRanges.Count == 0 ? null : [.. all.Except(routedRanges)];
    }

    /// <summary>Makes or repeats the link and waits until ARM has done it. The caller judges the answer.</summary>
    /// <returns>The answer of the PUT, of the operation if that failed, or of the link in the end.</returns>
    public async Task<ArmAnswer> PutAsync(
        VNetId vnet, string name, string remoteVNetId, string remoteTenant, LinkFlags flags,
        DateTimeOffset? newerThan, DateTimeOffset deadline, CancellationToken cancel)
    {
        var properties = new JsonObject
        {
            ["remoteVirtualNetwork"] = new JsonObject { ["id"] = remoteVNetId },
            ["allowVirtualNetworkAccess"] = true,
            ["allowForwardedTraffic"] = false,
            ["allowGatewayTransit"] = false,
            ["useRemoteGateways"] = false,
        };
        if (flags.IsChange)
        {
            var current = await ReadAsync(vnet, name, cancel);
            if (!current.Succeeded || !current.Readable) return current;
            foreach (var member in Kept)
            {
                if (current.Body.Get("properties").Get(member) is { } value) properties[member] = value.DeepClone();
            }
        }

        if (flags.AllowVirtualNetworkAccess is { } access) properties["allowVirtualNetworkAccess"] = access;
        if (flags.AllowForwardedTraffic is { } forwards) properties["allowForwardedTraffic"] = forwards;
        if (flags.AllowGatewayTransit is { } transits) properties["allowGatewayTransit"] = transits;
        var body = new JsonObject { ["properties"] = properties };
        var path = $"{Path(vnet, name)}?{ArmNetworks.Version}&syncRemoteAddressSpace=true";
        var answer = await arm.SendAsync(RequestMethod.Put, path, body, remoteTenant, newerThan, cancel);
        if (!answer.Succeeded) return answer;

        var (_, failure) = await WatchAsync(answer, deadline, cancel);
        if (failure is not null) return failure;
        var link = await UntilAsync(
            vnet, name, "change", view => !Same(Provisioning(view), "Updating"), deadline, cancel);
        return link.Succeeded && Same(Provisioning(link), "Failed") ? link.AsFailure(ProvisioningFailed) : link;

        static string? Provisioning(ArmAnswer answer) => answer.Body.Get("properties").Text("provisioningState");
    }

    /// <summary>Removes the link and waits until ARM has done it. An absent one is fine.</summary>
    /// <returns>Null if it is gone, else ARM's refusal.</returns>
    public async Task<ArmAnswer?> DeleteAsync(
        VNetId vnet, string name, DateTimeOffset deadline, CancellationToken cancel)
    {
        var answer = await arm.SendAsync(RequestMethod.Delete, $"{Path(vnet, name)}?{ArmNetworks.Version}",
            cancel: cancel);
        if (!answer.IsAbsent)
        {
            if (answer is not { Succeeded: true, Readable: true }) return answer;
            var (isDone, failure) = await WatchAsync(answer, deadline, cancel);
            if (isDone || failure is not null) return failure;
            var remainingLink = await UntilAsync(vnet, name, "deletion", _ => false, deadline, cancel);
            // The right to delete a link is not the right to see it: the deletion was accepted, and is not waited for.
            return remainingLink.IsAbsent || remainingLink.Status == 403 ? null : remainingLink;
        }

        // Of what is shown, "not there" is no answer yet.
        var link = await ReadAsync(vnet, name, cancel);
        return link.Succeeded ? throw new UnknownOutcomeException(answer.ToError(Path(vnet, name))) : null;
    }

    public static string Path(VNetId vnet, string name) => $"{vnet}/virtualNetworkPeerings/{name}";

    /// <summary>Watches an operation, if there is one that may be watched.</summary>
    /// <returns>Whether its end was seen, and what it says if it has failed.</returns>
    private async Task<(bool IsDone, ArmAnswer? Failed)> WatchAsync(
        ArmAnswer response, DateTimeOffset deadline, CancellationToken cancel)
    {
        if (response.ForeignOperation is { } foreignUrl)
        {
            AmbientWork.Sink?.Verbose(
                $"{response.What}: Azure names an operation at {foreignUrl}. It is not asked there, since the sign-in "
                + "would go along; the link itself is read until it has settled.");
        }

        if (response.Operation is not { } operation) return (response.Status != 202, null);
        for (var wait = response.RetryAfter ?? PollInterval; clock.Now < deadline;)
        {
            await WaitAsync(wait, deadline, cancel);
            var answer = await arm.SendAsync(RequestMethod.Get, operation, cancel: cancel);

            // The operation is not below the VNet: a role on the VNet alone may start it, but not watch it.
            if (!answer.Succeeded) return (false, null);
            if (Is("Succeeded") || (response.SaysByStatus && answer.Status != 202)) return (true, null);
            if (Is("Failed") || Is("Canceled")) return (true, answer.AsFailure());
            wait = answer.RetryAfter ?? PollInterval;

            bool Is(string status) =>
                Same(answer.Body.Text("status"), status);
        }

        return (false, null);
    }

    /// <summary>Reads the link until it has settled, or cannot be read. After the deadline all is open.</summary>
    private async Task<ArmAnswer> UntilAsync(
        VNetId vnet, string name, string change, Func<ArmAnswer, bool> isSettled, DateTimeOffset deadline,
        CancellationToken cancel)
    {
        while (true)
        {
            var answer = await ReadAsync(vnet, name, cancel);
            if (!answer.Succeeded || isSettled(answer)) return answer;
            if (clock.Now >= deadline)
                throw new UnknownOutcomeException(Catalogue.LinkUnsettled.For(vnet, Path(vnet, name), change));
            await WaitAsync(PollInterval, deadline, cancel);
        }
    }

    private Task<ArmAnswer> ReadAsync(VNetId vnet, string name, CancellationToken cancel) =>
        arm.SendAsync(RequestMethod.Get, $"{Path(vnet, name)}?{ArmNetworks.Version}", cancel: cancel);

    private Task WaitAsync(TimeSpan wait, DateTimeOffset deadline, CancellationToken cancel)
    {
        var remainingTime = deadline - clock.Now;
        return clock.DelayAsync(wait < remainingTime ? wait : remainingTime, cancel);
    }
}
