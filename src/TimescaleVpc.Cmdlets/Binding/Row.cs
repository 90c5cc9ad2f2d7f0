using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>
/// What an object says by the columns that name things: a row of a CSV file, a record of ours that was read from JSON or
/// Clixml, an object of Az or AWS.Tools. An empty column is none.
/// </summary>
internal sealed partial class Row
{
    private Row(object given, Dictionary<string, string> columns)
    {
        Given = given;
        Names = new RowNames(columns);
    }

    /// <summary>The object as it was given.</summary>
    internal object Given { get; }

    internal RowNames Names { get; }

    /// <summary>The VPC's id, or what else names it.</summary>
    internal string? Vpc => Names["VpcId"] ?? Names["Vpc"] ?? Names["VpcName"] ?? Names["CloudName"];

    internal string? VNet => Names["VNetId"] ?? Names["VNet"] ?? Names["VNetName"];

    internal string? AwsVpc => Names["AwsVpcId"] ?? Names["AwsVpc"];

    /// <summary>Whether it names a VPC and a network of the user's, as a peering does.</summary>
    internal bool IsPeering => Vpc is not null && (VNet is not null || AwsVpc is not null);

    internal bool IsService => Names["Service"] is not null || Names["ServiceId"] is not null;

    /// <summary>Reads an object; null of what has no columns: texts, numbers, lists, and tables by key.</summary>
    internal static Row? Of(object? input)
    {
        var bare = Bare(input);
        if (bare is null or string or IEnumerable or ValueType) return null;

        var properties = PSObject.AsPSObject(input!).Properties;
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in RowNames.Known)
        {
            if (Text(Value(properties, column), column) is { } text) columns[column] = text;
        }

        // Az's PSVirtualNetwork, Get-AzResource's objects, what `az network vnet list` gives: only the type in the id
        // counts.
        if (!columns.ContainsKey("VNetId") && ForeignVNet(properties) is { } id) columns["VNetId"] = id;

        // AWS.Tools' Vpc, what `aws ec2 describe-vpcs` gives: the name alone could be a Timescale VPC's, so its form
        // counts.
        if (columns.TryGetValue("VpcId", out var vpc) && IsAwsVpcId(vpc)
            && !columns.ContainsKey("AwsVpcId") && !columns.ContainsKey("AwsVpc"))
        {
            columns.Remove("VpcId");
            columns["AwsVpcId"] = vpc;
        }

        return columns.Count == 0 ? null : new Row(input!, columns);
    }

    internal static object? Bare(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;

    /// <summary>A text at its edge, or an id that was written as a number; null of anything else.</summary>
    internal static string? Scalar(object? input) => Bare(input) switch
    {
        string text => text.Trim() is { Length: > 0 } trimmed ? trimmed : null,
        Guid or sbyte or byte or short or ushort or int or uint or long or ulong =>
            Convert.ToString(Bare(input), CultureInfo.InvariantCulture),
        _ => null,
    };

    internal static bool IsAwsVpcId(string text) => AwsForm().IsMatch(text);

    /// <summary>One column of an object, whatever it is called.</summary>
    internal static string? Column(object? input, string column) =>
        input is null ? null : Scalar(Value(PSObject.AsPSObject(input).Properties, column));

    private static string? Text(object? value, string column) => Scalar(value) ?? (Bare(value) switch
    {
        null or DBNull or IEnumerable or ValueType => null,

        // A record within a record.
        _ when column == "Vpc" => Column(value, "VpcId"),
        _ when column == "VNet" => Column(value, "VNetId") ?? ForeignVNet(PSObject.AsPSObject(value!).Properties),
        _ when column == "AwsVpc" => Column(value, "AwsVpcId") ?? Column(value, "VpcId"),
        _ => null,
    });

    private static string? ForeignVNet(PSMemberInfoCollection<PSPropertyInfo> properties) =>
        new[] { "Id", "ResourceId" }.Select(name => Scalar(Value(properties, name)))
            .FirstOrDefault(id => id is not null && VNetForm().IsMatch(id));

    private static object? Value(PSMemberInfoCollection<PSPropertyInfo> properties, string name)
    {
        try
        {
            return properties[name]?.Value;
        }
        catch (GetValueException)
        {
            // A foreign object's property may be a script that fails.
            return null;
        }
    }

    [GeneratedRegex(
        @"\A/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.Network/virtualNetworks/[^/]+\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex VNetForm();

    [GeneratedRegex(@"\Avpc-[0-9a-f]{8}([0-9a-f]{9})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AwsForm();
}
