using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Tenants, subscriptions, resource groups and the look-up of a provider's API versions.</summary>
internal static class SubscriptionApi
{
    // The newest version is a preview on purpose: SDKs that take the first one must be told which to use.
    private static readonly string[] Versions = ["2025-09-01-preview", "2025-05-01", "2025-01-01", "2024-05-01"];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmCall.Route("GET", "/tenants", "Arm.ListTenants", Tenants),
        ArmCall.Route("GET", "/subscriptions", "Arm.ListSubscriptions", Subscriptions),
        ArmCall.Route("GET", ArmCall.SubscriptionPath, "Arm.GetSubscription", GetSubscription),
        ArmCall.Route("GET", ArmCall.SubscriptionPath + "/resourceGroups", "Arm.ListResourceGroups", Groups),
        ArmCall.Route("GET", ArmCall.GroupPath, "Arm.GetResourceGroup", GetGroup),
        ArmCall.Route("GET", ArmCall.SubscriptionPath + "/providers/{ns}", "Arm.GetProvider", Provider),
    ];

    private static Answer Tenants(Call call)
    {
        var tenant = call.World.Entra.Tenant(call.Caller!.TenantId)!;
        return ArmCall.List(call,
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

    // A subscription is listed for everybody who holds any role in it.
    private static Answer Subscriptions(Call call)
    {
        var all = call.World.Arm.Subscriptions
            .Where(item => item.TenantId.Same(call.Caller!.TenantId) && IsSeen(call, item)).Select(View).ToArray();
        var answer = ArmCall.List(call, all);
        answer.Body!["count"] = new JsonObject { ["type"] = "Total", ["value"] = all.Length };
        return answer;
    }

    private static Answer GetSubscription(Call call)
    {
        if (call.World.Arm.Subscription(call["sub"]) is { } found && IsSeen(call, found)) return new(200, View(found));
        call.Require("Microsoft.Resources/subscriptions/read");
        return new Answer(200, View(call.Subscription()));
    }

    private static bool IsSeen(Call call, Subscription subscription) => call.World.Arm.Access.Seen(call.Caller!)
        .Any(item => Scopes.IsAtOrAbove(subscription.ArmId, item.Scope));

    private static Answer Groups(Call call)
    {
        call.Require("Microsoft.Resources/subscriptions/resourceGroups/read");
        return ArmCall.List(call, call.Subscription().Groups.Select(View));
    }

    private static Answer GetGroup(Call call)
    {
        call.Require("Microsoft.Resources/subscriptions/resourceGroups/read");
        return new Answer(200, View(call.Group()));
    }

    private static Answer Provider(Call call)
    {
        call.Require("Microsoft.Resources/subscriptions/providers/read");
        var types = call["ns"].Same("Microsoft.Network")
            ? new[] { "virtualNetworks", "virtualNetworks/virtualNetworkPeerings" }
            : ["roleDefinitions", "roleAssignments"];
        return new Answer(200, new JsonObject
        {
            ["id"] = $"{call.Subscription().ArmId}/providers/{call["ns"]}",
            ["namespace"] = call["ns"],
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
