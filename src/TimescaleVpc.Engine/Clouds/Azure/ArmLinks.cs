using System.Text.Json.Nodes;
using Azure.Core;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Azure;

/// <summary>Our half of a link: a VNet peering on the customer's VNet.</summary>
internal sealed class ArmLinks(ArmTransport arm, Pace pace)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    public static AzureVNetPeering Read(JsonNode? node)
    {
        var properties = node.Get("properties");
        var remote = properties.Get("remoteVirtualNetworkAddressSpace").Texts("addressPrefixes");
        return new AzureVNetPeering
        {
            Name = node.Text("name") ?? "",
            RemoteVNetId = properties.Get("remoteVirtualNetwork").Text("id") ?? "",
            RemoteAddressPrefixes = [.. AddressRange.Canonical(remote.Length > 0
                ? remote : properties.Get("remoteAddressSpace").Texts("addressPrefixes"))],
            State = properties.Text("peeringState") ?? "",
        };
    }

    /// <summary>Makes or repeats the link and waits until ARM has done it. The caller judges the answer.</summary>
    /// <returns>The answer of the PUT, of the operation if that failed, or of the link in the end.</returns>
    public async Task<ArmAnswer> PutAsync(
        VNetId vnet, string name, string remoteVNetId, string remoteTenant, DateTimeOffset? newerThan,
        DateTimeOffset deadline, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["remoteVirtualNetwork"] = new JsonObject { ["id"] = remoteVNetId },
                ["allowVirtualNetworkAccess"] = true,
                ["allowForwardedTraffic"] = false,
                ["allowGatewayTransit"] = false,
                ["useRemoteGateways"] = false,
            },
        };
        var path = $"{Path(vnet, name)}?{ArmNetworks.Version}&syncRemoteAddressSpace=true";
        var answer = await arm.SendAsync(RequestMethod.Put, path, body, remoteTenant, newerThan, cancel);
        if (!answer.Succeeded) return answer;

        var failed = await WatchAsync(answer, deadline, cancel);
        return failed ?? await UntilProvisionedAsync(vnet, name, deadline, cancel);
    }

    /// <summary>Removes the link and waits until ARM has done it. An absent one is fine.</summary>
    /// <returns>Null if it is gone, else ARM's refusal.</returns>
    public async Task<ArmAnswer?> DeleteAsync(
        VNetId vnet, string name, DateTimeOffset deadline, CancellationToken cancel)
    {
        var answer = await arm.SendAsync(RequestMethod.Delete, $"{Path(vnet, name)}?{ArmNetworks.Version}",
            cancel: cancel);
        if (!answer.IsAbsent)
            return answer is { Succeeded: true, Readable: true } ? await WatchAsync(answer, deadline, cancel) : answer;

        // Of what is shown, "not there" is no answer yet.
        var shown = await arm.SendAsync(
            RequestMethod.Get, $"{Path(vnet, name)}?{ArmNetworks.Version}", cancel: cancel);
        return shown.Succeeded ? throw new UnknownOutcomeException(answer.ToError(Path(vnet, name))) : null;
    }

    public static string Path(VNetId vnet, string name) => $"{vnet}/virtualNetworkPeerings/{name}";

    /// <summary>Watches an operation to its end. Null if it succeeded, or may not be watched.</summary>
    private async Task<ArmAnswer?> WatchAsync(ArmAnswer started, DateTimeOffset deadline, CancellationToken cancel)
    {
        var wait = started.RetryAfter ?? PollInterval;
        while (started.OperationUrl is { } url && pace.Now < deadline)
        {
            await pace.DelayAsync(wait, cancel);
            var answer = await arm.SendAsync(RequestMethod.Get, url, cancel: cancel);

            // The operation is not below the VNet: a role on the VNet alone may start it, but not watch it.
            if (!answer.Succeeded) return null;
            if (Is("Succeeded")) return null;
            if (Is("Failed") || Is("Canceled")) return answer with { Status = 400 };
            wait = answer.RetryAfter ?? PollInterval;

            bool Is(string status) =>
                string.Equals(answer.Body.Text("status"), status, StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }

    private async Task<ArmAnswer> UntilProvisionedAsync(
        VNetId vnet, string name, DateTimeOffset deadline, CancellationToken cancel)
    {
        while (true)
        {
            var answer = await arm.SendAsync(RequestMethod.Get, $"{Path(vnet, name)}?{ArmNetworks.Version}",
                cancel: cancel);
            var state = answer.Body.Get("properties").Text("provisioningState");
            var busy = string.Equals(state, "Updating", StringComparison.OrdinalIgnoreCase);
            if (!answer.Succeeded || !busy || pace.Now >= deadline) return answer;
            await pace.DelayAsync(PollInterval, cancel);
        }
    }
}
