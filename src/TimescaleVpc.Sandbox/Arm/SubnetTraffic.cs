using System.Net;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// Network interfaces, rules and routes of the customer's own in a VNet. The group or table is made where it is not
/// there.
/// </summary>
internal static class SubnetTraffic
{
    /// <summary>Azure keeps those before it.</summary>
    private const int FirstAddress = 4;

    private const string NoRange = "is neither a range, such as 10.1.0.0/16, nor a service tag";

    /// <summary>In the subnet that has the address; without one, in the first, at its next free address.</summary>
    public static void AddInterface(VNet network, IReadOnlyList<Subnet> subnets, TrafficValues values)
    {
        var all = network.Group.Nics;
        bool IsTaken(string text) => all.Exists(item => item.Network == network && item.Address == text);
        var address = values.Text("Address")
            ?? Enumerable.Range(FirstAddress, 200).Select(number => Cidr.Address(subnets[0].Prefix, number))
                .First(text => !IsTaken(text));
        var subnet = subnets.FirstOrDefault(item => Cidr.Contains(item.Prefix, address));
        values.Require("Address", address, subnet is not null, $"is in no subnet of {network.Name}");
        values.Require("Address", address, !IsTaken(address), $"is taken in {network.Name}");
        var name = values.Text("Name") ?? $"nic-{all.Count + 1}";
        values.Require("Name", name, !all.Exists(item => Same(item.Name, name)), $"is taken in {network.Group.Name}");
        all.Add(new(network, subnet!, name, address));
    }

    public static void AddRule(VNet network, IReadOnlyList<IFiltered> places, TrafficValues values)
    {
        var direction = values.Word("Direction", SecurityRule.Directions);
        var access = values.Word("Access", SecurityRule.Accesses);
        var protocol = values.Word("Protocol", SecurityRule.Protocols);
        var priority = values.Number("Priority", SecurityRule.Priorities);
        var (sources, destinations) = (Places(values, "Source"), Places(values, "Destination"));
        var ports = values.TextsOrAny("Port");
        foreach (var port in ports)
            values.Require("Port", port, SecurityRule.IsPort(port), "is no port, range of ports or *");

        foreach (var group in Groups(network, places, values.Text("SecurityGroup")))
        {
            bool IsTaken(int number) =>
                group.Rules.Exists(rule => rule.Priority == number && rule.Direction == direction);
            var number = priority ?? Enumerable.Range(SecurityRule.Priorities.First, 1000).First(it => !IsTaken(it));
            values.Require("Priority", $"{number}", !IsTaken(number), $"is taken by another rule of {group.Name}");
            var name = values.Text("Name") ?? $"{access}-{direction}-{number}";
            values.Require("Name", name, !group.Rules.Exists(rule => Same(rule.Name, name)),
                $"is taken in {group.Name}");
            group.Rules.Add(new(name, number, direction, access, protocol, sources, destinations, ports));
        }
    }

    public static void AddRoute(VNet network, IReadOnlyList<Subnet> subnets, TrafficValues values)
    {
        var prefix = values.Text("Prefix") ?? "0.0.0.0/0";
        values.Require("Prefix", prefix, IsPlace(prefix), NoRange);
        var address = values.Text("Address");
        var nextHop = values.Text("NextHop") is null && address is null
            ? "None" : values.Word("NextHop", UserRoute.NextHops);
        values.Require("Address", address ?? "", (address is not null) == (nextHop == UserRoute.Appliance)
            && (address is null || IPAddress.TryParse(address, out _)),
            $"does not fit: a {UserRoute.Appliance} has an address, and no other next hop has");

        foreach (var table in Tables(network, subnets, values.Text("RouteTable")))
        {
            var name = values.Text("Name") ?? $"route-{table.Routes.Count + 1}";
            values.Require("Name", name, !table.Routes.Exists(route => Same(route.Name, name)),
                $"is taken in {table.Name}");
            values.Require("Prefix", prefix, !table.Routes.Exists(route => Same(route.Prefix, prefix)),
                $"has a route in {table.Name}");
            table.Routes.Add(new(name, prefix, nextHop, address));
        }
    }

    private static string[] Places(TrafficValues values, string key)
    {
        var places = values.TextsOrAny(key);
        foreach (var place in places)
            values.Require(key, place, place == SecurityRule.Any || IsPlace(place), NoRange);
        return [.. places.Select(place => SecurityRule.Tags.FirstOrDefault(tag => Same(tag, place)) ?? place)];
    }

    /// <summary>A range, an address or a service tag, which is a word.</summary>
    private static bool IsPlace(string text) => Cidr.Parse(text) is not null || IPAddress.TryParse(text, out _)
        || (char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.'));

    private static NetworkSecurityGroup[] Groups(VNet network, IReadOnlyList<IFiltered> places, string? name)
    {
        var owner = places is [Nic nic] ? nic.Name : network.Name;
        var (groupName, all) = (name ?? $"nsg-{owner}", network.Group.SecurityGroups);
        return Attach(
            places, name is not null, item => item.SecurityGroup, (item, group) => item.SecurityGroup = group,
            () => all.Find(item => Same(item.Name, groupName)) ?? Added(all, new(network.Group, groupName)));
    }

    private static UserRouteTable[] Tables(VNet network, IReadOnlyList<Subnet> subnets, string? name)
    {
        var (tableName, all) = (name ?? $"routes-{network.Name}", network.Group.RouteTables);
        return Attach(subnets, name is not null, item => item.RouteTable, (item, table) => item.RouteTable = table,
            () => all.Find(item => Same(item.Name, tableName)) ?? Added(all, new(network.Group, tableName)));
    }

    /// <summary>What the places have. Those that have none get one; all do if one was named.</summary>
    private static T[] Attach<TPlace, T>(
        IReadOnlyList<TPlace> places, bool isNamed, Func<TPlace, T?> read, Action<TPlace, T> write, Func<T> find)
        where T : class
    {
        foreach (var place in places.Where(item => isNamed || read(item) is null)) write(place, find());
        return [.. places.Select(item => read(item)!).Distinct()];
    }

    private static T Added<T>(List<T> all, T item)
    {
        all.Add(item);
        return item;
    }
}
