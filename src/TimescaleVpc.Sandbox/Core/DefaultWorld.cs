using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Tiger;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>The initial world of every session. Its names and ids are fixed and do not depend on the seed.</summary>
internal static class DefaultWorld
{
    public const string Project = "demo-mst";
    public const string Token = "sandbox-mst-token";

    private static readonly User[] Users =
    [
        User("c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c01", "admin", "Demo Admin", WellKnown.ApplicationAdministrator),
        User("c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c02", "reader", "Demo Reader"),
        User("c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c03", "netadmin", "Demo Network Admin"),
        User("c3a8f1d2-7b46-4e95-8d10-2f6e9a4b7c04", "identity", "Demo Identity Admin",
            WellKnown.ApplicationAdministrator),
    ];

    /// <summary>The users' names without the domain.</summary>
    public static IEnumerable<string> UserNames => Users.Select(user => user.Upn.Split('@')[0]);

    public static SandboxSignIn SignIn { get; } = new(Project, Token, WellKnown.CustomerTenant,
        [.. Users.Select(user => KeyValuePair.Create(user.Upn, user.Password))])
    {
        CloudProject = TigerDefaults.Project,
        CloudPublicKey = TigerDefaults.PublicKey,
        CloudSecretKey = TigerDefaults.SecretKey,
        AwsCredentials = AwsDefaults.Credentials,
    };

    /// <summary>Empty: the sign-ins with their directories and accounts, but no network and no service.</summary>
    public static void Build(World world, bool isEmpty)
    {
        Directories(world);
        Subscriptions(world);
        Roles(world);
        ManagedService(world, isEmpty);
        TigerDefaults.Build(world, isEmpty);
        AwsDefaults.Build(world, isEmpty);
        if (!isEmpty) Networks(world);
    }

    private static void Directories(World world)
    {
        var customer = new Tenant(WellKnown.CustomerTenant, "Demo Directory", WellKnown.CustomerDomain);
        customer.Users.AddRange(Users);
        var platform = new Tenant(WellKnown.PlatformTenant, "Platform Directory", "platform.example");
        platform.Applications.Add(new Application(
            platform.Id, "7d0c3b52-9e61-4f7a-a2c8-1b5e6f903d48", WellKnown.PlatformApp)
        {
            DisplayName = "Aiven VNet peering",
            SignInAudience = "AzureADMultipleOrgs",
            CreatedAt = World.Start,
        });
        world.Entra.Tenants.AddRange([customer, platform]);
    }

    private static void Subscriptions(World world) => world.Arm.Subscriptions.AddRange(
    [
        new(WellKnown.CustomerSubscription, "Demo Subscription", WellKnown.CustomerTenant),
        new(WellKnown.PlatformSubscription, "Platform", WellKnown.PlatformTenant),
    ]);

    private static void Networks(World world)
    {
        var demo = world.Arm.Subscription(WellKnown.CustomerSubscription)!;
        var network = new ResourceGroup(demo, "Network-RG", "westeurope");
        var other = new ResourceGroup(demo, "Other-RG", "westeurope");
        demo.Groups.AddRange([network, other]);
        Add(network, "Prod-VNet", "10.1.0.0/16", "10.1.0.0/24");
        Add(network, "Overlap-VNet", "10.200.0.0/16", "10.200.0.0/24");
        var hub = Add(network, "Hub-VNet", "10.2.0.0/16", "10.2.0.0/24");
        var spoke = Add(network, "Spoke-VNet", "10.200.0.128/25", "10.200.0.128/26");
        Add(other, "Prod-VNet", "10.9.0.0/16", "10.9.0.0/24");
        world.Arm.Peerings.Establish(Half(hub, "hub-to-spoke", spoke));
        world.Arm.Peerings.Establish(Half(spoke, "spoke-to-hub", hub));
    }

    private static void Roles(World world)
    {
        world.Arm.Roles.Add(PlatformRole.Make());
        string[] roles =
            [BuiltInRoles.OwnerId, BuiltInRoles.ReaderId, BuiltInRoles.OwnerId, BuiltInRoles.ReaderId];
        foreach (var (user, role) in Users.Zip(roles))
        {
            var number = user.ObjectId[^2..];
            world.Arm.Assign(new RoleAssignment($"e4b7d6a1-3c58-4f20-b9e7-80d1c2f3a4{number}",
                $"/subscriptions/{WellKnown.CustomerSubscription}", world.Arm.Role(role)!, user.ObjectId)
            {
                PrincipalType = "User",
                CreatedBy = Users[0].ObjectId,
                CreatedAt = World.Start,
                UpdatedAt = World.Start,
            });
        }
    }

    private static void ManagedService(World world, bool isEmpty)
    {
        world.Mst.Tokens.AddRange(
        [
            new(Token, ProjectRights.All),
            new("sandbox-readonly-token", ProjectRights.Reads, "developer"),
            new("sandbox-expired-token", ProjectRights.All) { IsRevoked = true },
        ]);
        var project = new Project(Project);
        world.Mst.Projects.Add(project);
        if (isEmpty) return;
        Vpc(world, project, "3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01", "timescale-azure-westeurope", "10.200.0.0/24");
        Vpc(world, project, "3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f02", "timescale-azure-switzerland-north",
            "10.201.0.0/24");
        project.Services.Add(Service("mst-metrics", "timescale-azure-westeurope", 26031, "203.0.113.31"));
        project.Services.Add(Service("mst-archive", "timescale-azure-switzerland-north", 26032, "203.0.113.32"));
    }

    private static void Vpc(World world, Project project, string id, string cloud, string cidr)
    {
        var vpc = new ProjectVpc(id, world.Mst.LinksOf(cloud), cloud, cidr) { CreatedAt = World.Start };
        project.Vpcs.Add(vpc);
        world.Mst.Agent.FinishVpc(vpc);
    }

    private static Service Service(string name, string cloud, int port, string address) => new(name, cloud, null)
    {
        Host = $"{name}-{Project}.a.timescaledb.io",
        Port = port,
        PublicAddress = address,
        Password = $"sbx-{name}-db-pw-7Kd92",
        CreatedAt = World.Start,
        UpdatedAt = World.Start,
    };

    private static VNet Add(ResourceGroup group, string name, string prefix, string subnet)
    {
        var network = new VNet(group, name, [prefix]) { Subnets = [new("default", subnet)] };
        group.VNets.Add(network);
        return network;
    }

    private static Peering Half(VNet owner, string name, VNet remote) =>
        new(owner, name, remote.ArmId) { KnownRemotePrefixes = [.. remote.Prefixes] };

    private static User User(string id, string name, string display, params string[] roles) =>
        new(id, $"{name}@{WellKnown.CustomerDomain}", display, $"sbx-{name}-pw-4Qz81") { DirectoryRoles = roles };
}
