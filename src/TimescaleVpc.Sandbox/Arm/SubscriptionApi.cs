using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Tenants, subscriptions, resource groups and the API versions of a provider.</summary>
internal static class SubscriptionApi
{
    // The newest version is a preview on purpose: an SDK that takes the first one needs an explicit version.
    private static readonly string[] Versions = ["2025-09-01-preview", "2025-05-01", "2025-01-01", "2024-05-01"];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmRequest.Route("GET", "/tenants", "Arm.ListTenants", Tenants),
        ArmRequest.Route("GET", "/subscriptions", "Arm.ListSubscriptions", Subscriptions),
        ArmRequest.Route("GET", ArmRequest.SubscriptionPath, "Arm.GetSubscription", GetSubscription),
        ArmRequest.Route("GET", ArmRequest.SubscriptionPath + "/resourceGroups", "Arm.ListResourceGroups", Groups),
        ArmRequest.Route("GET", ArmRequest.GroupPath, "Arm.GetResourceGroup", GetGroup),
        ArmRequest.Route("GET", ArmRequest.SubscriptionPath + "/providers/{ns}", "Arm.GetProvider", Provider),
    ];

    private static SimulatedResponse Tenants(SimulatedRequest request)
    {
        var tenant = request.World.Entra.Tenant(request.Caller!.TenantId)!;
        return ArmRequest.List(request,
        [
            new JsonObject
            {
                ["id"] = $"/tenants/{tenant.Id}",
                ["tenantId"] = tenant.Id,
                ["displayName"] = tenant.Name,
                ["defaultDomain"] = tenant.Domain,
                ["tenantCategory"] = "Home",
            },
        ]);
    }

    // A subscription is listed for every principal with a role in it.
    private static SimulatedResponse Subscriptions(SimulatedRequest request)
    {
        var all = request.World.Arm.Subscriptions
            .Where(item => Same(item.TenantId, request.Caller!.TenantId) && IsSeen(request, item))
            .Select(View).ToArray();
        var response = ArmRequest.List(request, all);
        response.Body!["count"] = new JsonObject { ["type"] = "Total", ["value"] = all.Length };
        return response;
    }

    private static SimulatedResponse GetSubscription(SimulatedRequest request)
    {
        if (request.World.Arm.Subscription(request["sub"]) is { } subscription && IsSeen(request, subscription))
            return new(200, View(subscription));
        request.Require("Microsoft.Resources/subscriptions/read");
        return new SimulatedResponse(200, View(request.Subscription()));
    }

    private static bool IsSeen(SimulatedRequest request, Subscription subscription) =>
        request.World.Arm.Access.Seen(request.Caller!)
            .Any(item => Scopes.IsAtOrAbove(subscription.ArmId, item.Scope));

    private static SimulatedResponse Groups(SimulatedRequest request)
    {
        request.Require("Microsoft.Resources/subscriptions/resourceGroups/read");
        return ArmRequest.List(request, request.Subscription().Groups.Select(View));
    }

    private static SimulatedResponse GetGroup(SimulatedRequest request)
    {
        request.Require("Microsoft.Resources/subscriptions/resourceGroups/read");
        return new SimulatedResponse(200, View(request.Group()));
    }

    private static SimulatedResponse Provider(SimulatedRequest request)
    {
        request.Require("Microsoft.Resources/subscriptions/providers/read");
        var types = Same(request["ns"], "Microsoft.Network")
            ? new[] { "virtualNetworks", "virtualNetworks/virtualNetworkPeerings" }
            : ["roleDefinitions", "roleAssignments"];
        return new SimulatedResponse(200, new JsonObject
        {
            ["id"] = $"{request.Subscription().ArmId}/providers/{request["ns"]}",
            ["namespace"] = request["ns"],
            ["registrationState"] = "Registered",
            ["resourceTypes"] = Json.Array(types.Select(type => new JsonObject
            {
                ["resourceType"] = type,
                ["locations"] = new JsonArray("West Europe", "Switzerland North"),
                ["apiVersions"] = Json.Array(Versions),
                ["defaultApiVersion"] = "2024-05-01",
            })),
        });
    }

    private static JsonObject View(Subscription item) => new()
    {
        ["id"] = item.ArmId,
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(),
        ["subscriptionId"] = item.Id,
        ["tenantId"] = item.TenantId,
        ["displayName"] = item.Name,
        ["state"] = item.IsDisabled ? "Disabled" : "Enabled",
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off",
        },
    };

    private static JsonObject View(ResourceGroup item) => new()
    {
        ["id"] = item.ArmId,
        ["name"] = item.Name,
        ["type"] = "Microsoft.Resources/resourceGroups",
        ["location"] = item.Location,
        ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
    };
}
