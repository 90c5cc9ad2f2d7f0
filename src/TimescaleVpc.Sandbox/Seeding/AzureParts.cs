using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Subscriptions, users, VNets and the tenant's policy of the customer.</summary>
internal sealed partial class AzureParts(World world, RollbackLog rollback)
{
    private static readonly string[] States = ["Enabled", "Disabled"];

    private const string UsualLocation = "westeurope";
    private const string ApplicationAdministrator = "Application Administrator";

    public IEnumerable<PartKind> Kinds =>
    [
        new("AzureSubscription", ["Name"], ["Id", "State"], AddSubscription),
        new("AzureUser", ["Name"], ["Role", "Subscription", "DirectoryRole"], AddUser),
        new("AzureVNet", ["Name", "ResourceGroupName", "AddressPrefix"], ["Subscription", "Location", "Subnet"],
            AddVNet),
        new("AzureAppPolicy", ["Restriction"], ["MaxLifetime", "CreatedAfter"], AddPolicy),
    ];

    private IEnumerable<Subscription> Subscriptions => Of(world);

    private static IEnumerable<Subscription> Of(World world) =>
        world.Arm.Subscriptions.Where(item => item.TenantId == WellKnown.CustomerTenant);

    /// <summary>
    /// Every principal with a role on the first subscription gets the same role here. Names are not unique in Azure; a
    /// given id creates a second subscription of the same name.
    /// </summary>
    private void AddSubscription(Part part)
    {
        var name = part.Text("Name");
        if (!part.Has("Id") && Subscriptions.Any(item => Same(item.Name, name)))
            throw part.Refused("Name", name, "is taken; two of one name need an Id");
        var id = part.TextOrNull("Id") ?? world.Ids.Guid("subscription", name);
        if (!Guid.TryParseExact(id, "D", out _)) throw part.Refused("Id", id, "is no GUID");
        if (world.Arm.Subscription(id) is not null) throw part.Refused("Id", id, "is taken");
        var state = part.TextOrNull("State") ?? States[0];
        if (!States.Contains(state, StringComparer.OrdinalIgnoreCase))
            throw part.Refused("State", state, $"is none of {string.Join(", ", States)}");
        var first = Subscriptions.First();
        var subscription = new Subscription(id, name, WellKnown.CustomerTenant) { IsDisabled = Same(state, States[1]) };
        rollback.Snapshot(world.Arm.Subscriptions);
        rollback.Snapshot(world.Arm.Assignments);
        world.Arm.Subscriptions.Add(subscription);
        foreach (var assignment in world.Arm.Assignments.FindAll(item => Same(item.Scope, first.ArmId)
            && world.Entra.Customer.Users.Exists(user => user.ObjectId == item.PrincipalId)))
            Assign(subscription, assignment.Role, assignment.PrincipalId);
    }

    private void AddUser(Part part)
    {
        var name = part.Text("Name");
        if (!UserName().IsMatch(name))
            throw part.Refused("Name", name, "has other characters than letters, digits, . and -");
        var tenant = world.Entra.Customer;
        var upn = $"{name.ToLowerInvariant()}@{tenant.Domain}";
        if (tenant.Users.Exists(item => Same(item.Upn, upn))) throw part.Refused("Name", name, "is taken");
        var roles = BuiltInRoles.All;
        var role = part.TextOrNull("Role") is { } nameOrId
            ? roles.FirstOrDefault(item => Same(item.Name, nameOrId)) ?? throw part.Refused(
                "Role", nameOrId, $"is none of {string.Join(", ", roles.Select(item => item.Name))}")
            : null;
        if (part.TextOrNull("DirectoryRole") is { } directory && !Same(directory, ApplicationAdministrator))
            throw part.Refused("DirectoryRole", directory, $"is not {ApplicationAdministrator}, the only one here");

        var subscription = Find(world, part);
        rollback.Snapshot(tenant.Users);
        rollback.Snapshot(world.Arm.Assignments);
        var user = new User(world.Ids.Guid("user", upn), upn, name, world.Ids.Text("user-password", upn))
        {
            DirectoryRoles = part.Has("DirectoryRole") ? [WellKnown.ApplicationAdministrator] : [],
        };
        tenant.Users.Add(user);
        if (role is not null) Assign(subscription, role, user.ObjectId);
    }

    /// <summary>The resource group is made where it is not there yet.</summary>
    private void AddVNet(Part part)
    {
        var (name, group) = (part.Text("Name"), part.Text("ResourceGroupName"));
        if (!NetworkName().IsMatch(name))
        {
            throw part.Refused("Name", name,
                "breaks Azure's rule: up to 64 letters, digits, _ . or -, beginning with a letter or digit and " +
                "not ending with . or -");
        }

        if (!GroupName().IsMatch(group) || group.EndsWith('.'))
        {
            throw part.Refused("ResourceGroupName", group, "breaks Azure's rule: 1 to 90 letters and digits of any "
                + "script, _ . - ( or ), not ending with a full stop");
        }

        var subscription = Find(world, part);
        var prefixes = part.Texts("AddressPrefix");
        Ranges.CheckDual(part, "AddressPrefix", prefixes, 2, 29);
        var resourceGroup = subscription.Groups.Find(item => Same(item.Name, group));
        if (resourceGroup?.VNets.Contains(name) == true)
            throw part.Refused("Name", name, $"is taken in resource group {resourceGroup.Name}");
        var location = part.TextOrNull("Location");
        if (resourceGroup is not null && location is not null && !Same(resourceGroup.Location, location))
            throw part.Refused("Location", location, $"is not {resourceGroup.Location}, where its resource group is");

        rollback.Snapshot(subscription.Groups);
        if (resourceGroup is null)
            subscription.Groups.Add(resourceGroup = new ResourceGroup(subscription, group, location ?? UsualLocation));
        rollback.Snapshot(resourceGroup.VNets);
        resourceGroup.VNets.Add(new VNet(resourceGroup, name, prefixes)
        {
            Subnets = Subnets(part, prefixes),
        });
    }

    /// <summary>Each is <c>NAME=RANGE</c>, a part of the VNet of its own; without any the first /24.</summary>
    private static List<Subnet> Subnets(Part part, string[] prefixes)
    {
        if (!part.Has("Subnet")) return [new("default", Ranges.First(prefixes[0], 24))];
        var subnets = new List<Subnet>();
        foreach (var text in part.Texts("Subnet"))
        {
            if (text.Split('=') is not [{ Length: > 0 } name, var range] || Cidr.Parse(range) is null)
                throw part.Refused("Subnet", text, "is not of the form NAME=RANGE");
            if (!Array.Exists(prefixes, prefix => Cidr.Covers(prefix, range)))
                throw part.Refused("Subnet", text, "is not within the VNet");
            if (subnets.Exists(item => Same(item.Name, name) || Cidr.Overlap(item.Prefix, range)))
                throw part.Refused("Subnet", text, "has the name or a part of another subnet");
            subnets.Add(new(name, range));
        }

        return subnets;
    }

    /// <summary>What the tenant's default policy forbids for secrets of applications.</summary>
    private void AddPolicy(Part part)
    {
        var type = AppRestriction.Types.FirstOrDefault(item => Same(item, part.Text("Restriction")))
            ?? throw part.Refused("Restriction", part.Text("Restriction"),
                $"is none of {string.Join(", ", AppRestriction.Types)}");
        var lifetime = part.TimeOrNull("MaxLifetime");
        if ((type == AppRestriction.Lifetime) != lifetime.HasValue)
            throw part.Refused($"MaxLifetime belongs to {AppRestriction.Lifetime}, and to nothing else");
        DateTimeOffset? start = null;
        if (part.TextOrNull("CreatedAfter") is { } text)
        {
            start = DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time : throw part.Refused("CreatedAfter", text, "is no time");
        }

        var restrictions = world.Entra.Customer.AppRestrictions;
        if (restrictions.Exists(item => item.Type == type)) throw part.Refused("Restriction", type, "is there already");
        rollback.Snapshot(restrictions);
        restrictions.Add(new AppRestriction(type, lifetime, start));
    }

    /// <summary>The subscription that a part names, by id or name; without a word the first one.</summary>
    public static Subscription Find(World world, Part part)
    {
        if (part.TextOrNull("Subscription") is not { } nameOrId) return Of(world).First();
        Subscription[] matches = [.. Of(world).Where(item => Same(item.Name, nameOrId) || Same(item.Id, nameOrId))];
        return matches switch
        {
            [var match] => match,
            [] => throw part.Refused(
                "Subscription", nameOrId, $"is none of {string.Join(", ", Of(world).Select(item => item.Name))}"),
            _ => throw part.Refused("Subscription", nameOrId,
                $"names several: give the id, {string.Join(" or ", matches.Select(item => item.Id))}"),
        };
    }

    /// <summary>Old enough to hold at once.</summary>
    private void Assign(Subscription subscription, RoleDefinition role, string user) =>
        world.Arm.Assign(new RoleAssignment(
            world.Ids.Guid("roleAssignment", $"{subscription.Id}/{role.Id}/{user}"), subscription.ArmId, role, user)
        {
            PrincipalType = "User",
            CreatedBy = world.Entra.Customer.Users[0].ObjectId,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        });

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z")]
    private static partial Regex UserName();

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?\z")]
    private static partial Regex NetworkName();

    [GeneratedRegex(@"^[\p{L}\p{Nd}_.()-]{1,90}\z")]
    private static partial Regex GroupName();
}
