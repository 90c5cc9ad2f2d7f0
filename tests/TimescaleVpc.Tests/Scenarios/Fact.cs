using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// The existence, or a part, of an object of the customer's. Foreign objects, and those that were there before, have to
/// stay: each of their facts. Values that change by themselves, such as a state or a service's location, are not facts.
/// </summary>
/// <param name="Thing">The thing in the world's state.</param>
/// <param name="Part">A value of it, or what it holds; null says that it is there.</param>
internal readonly record struct Fact(object Thing, object? Part = null)
{
    /// <summary>Whether it is about something that carries our mark.</summary>
    public bool IsOurs => IsMarked(Thing) || Part is not null && IsMarked(Part);

    public static IEnumerable<Fact> All(World world) =>
        [.. Platforms(world), .. Directory(world), .. Azure(world), .. Amazon(world)];

    public static IEnumerable<VNet> Networks(World world)
    {
        foreach (var subscription in world.Arm.Subscriptions)
        {
            if (subscription.TenantId != WellKnown.CustomerTenant) continue;
            foreach (var group in subscription.Groups)
                foreach (var network in group.VNets) yield return network;
        }
    }

    public override string ToString() =>
        Part is null ? Describe(Thing) : $"{Describe(Thing)} ({Describe(Part)})";

    private static IEnumerable<Fact> Platforms(World world)
    {
        foreach (var project in world.Mst.Projects)
        {
            foreach (var vpc in project.Vpcs)
            {
                if (vpc.State is not ("DELETING" or "DELETED")) yield return new(vpc);
                foreach (var item in vpc.Connections) if (item.State != "DELETING") yield return new(item);
            }

            foreach (var service in project.Services) yield return new(service);
        }

        foreach (var project in world.Tiger.Projects)
        {
            foreach (var vpc in project.Vpcs)
            {
                if (vpc.IsDeleting) continue;
                yield return new(vpc);
                yield return new(vpc, vpc.Name);
                foreach (var item in vpc.Peerings) if (!item.IsDeleting) yield return new(item);
            }

            foreach (var service in project.Services) yield return new(service);
        }
    }

    private static IEnumerable<Fact> Directory(World world)
    {
        foreach (var app in world.Entra.Customer.Applications)
        {
            yield return new(app);
            yield return new(app, app.DisplayName);
            foreach (var tag in app.Tags) yield return new(app, tag);
            foreach (var secret in app.Passwords) yield return new(app, secret);
            foreach (var key in app.Keys) yield return new(app, key);
        }

        foreach (var principal in world.Entra.Customer.Principals)
        {
            yield return new(principal);
            foreach (var tag in principal.Tags) yield return new(principal, tag);
        }
    }

    private static IEnumerable<Fact> Azure(World world)
    {
        foreach (var network in Networks(world))
        {
            yield return new(network);
            foreach (var prefix in network.Prefixes) yield return new(network, prefix);
            foreach (var half in network.Peerings)
            {
                yield return new(half);
                yield return new(half, half.AllowVirtualNetworkAccess);
                yield return new(half, (half.AllowForwardedTraffic, half.AllowGatewayTransit, half.UseRemoteGateways));
            }
        }

        foreach (var role in world.Arm.Roles)
        {
            if (!role.IsCustom) continue;
            yield return new(role);
            foreach (var permission in role.Permissions)
                foreach (var action in permission.Actions) yield return new(role, action);
        }

        foreach (var item in world.Arm.Assignments)
        {
            yield return new(item);
            if (item.Description is { } note) yield return new(item, note);
        }
    }

    private static IEnumerable<Fact> Amazon(World world)
    {
        foreach (var vpc in world.Aws.Vpcs)
        {
            if (!world.Aws.IsOwn(vpc.Account)) continue;
            yield return new(vpc);
            foreach (var (cidr, _) in vpc.Ranges) yield return new(vpc, cidr);
        }

        foreach (var table in world.Aws.Tables)
        {
            yield return new(table);
            foreach (var route in table.Routes) yield return new(table, route);
            foreach (var tie in table.Associations) yield return new(table, tie);
        }

        foreach (var group in world.Aws.Groups)
        {
            yield return new(group);
            foreach (var rule in group.Rules) yield return new(group, rule);
        }

        foreach (var item in world.Aws.Interfaces)
        {
            yield return new(item);
            foreach (var group in item.Groups) yield return new(item, group);
        }

        foreach (var item in world.Aws.Resources)
            foreach (var tag in item.Tags) yield return new(item, tag);
        // A request that is neither accepted nor refused by us ends by itself in its time.
        foreach (var item in world.Aws.Peerings.All)
        {
            if (Rules.PlatformAccounts.Contains(item.Requester.Account)) continue;
            yield return new(item, item.Status is "pending-acceptance" or "initiating-request" or "expired" or "failed"
                ? "as it came" : item.Status);
        }
    }

    private static bool IsMarked(object thing) => thing switch
    {
        Application app => app.Tags.Exists(Has),
        ServicePrincipal principal => principal.Tags.Exists(Has),
        RoleDefinition role => role.Name.StartsWith(Marks.Own, StringComparison.Ordinal),
        RoleAssignment item => item.Description is { } note && Has(note),
        Peering half => half.Name.StartsWith("timescalevpc-", StringComparison.Ordinal),
        SecurityGroup group => group.Tags.ContainsKey(Marks.Own),
        GroupRule rule => rule.Description is { } note && Has(note) || rule.Group.Tags.ContainsKey(Marks.Own),
        _ => false,
    };

    private static bool Has(string text) => text.StartsWith(Marks.Own, StringComparison.Ordinal);

    /// <summary>Kind and name, for messages only.</summary>
    private static string Describe(object thing)
    {
        if (thing is string or ValueType or AwsRoute) return $"{thing}";
        var type = thing.GetType();
        var name = new[] { "ArmId", "DisplayName", "Id", "KeyId", "Network", "Name" }
            .Select(property => type.GetProperty(property)?.GetValue(thing)).FirstOrDefault(value => value is not null);
        return $"{type.Name} {name}";
    }
}
