using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>
/// The columns of an object that contain names: a row of a CSV file, one of our records that was read from JSON or
/// Clixml, a hashtable, an object of Az or AWS.Tools. Empty columns are ignored.
/// </summary>
internal sealed partial class Row
{
    private Row(object input, Dictionary<string, string> columns)
    {
        Given = input;
        Names = new RowNames(columns);
    }

    /// <summary>The object as it was given.</summary>
    internal object Given { get; }

    internal RowNames Names { get; }

    /// <summary>The VPC's id or its other names.</summary>
    internal string? Vpc => Names["VpcId"] ?? Names["Vpc"] ?? Names["VpcName"] ?? Names["CloudName"];

    internal string? VNet => Names["VNetId"] ?? Names["VNet"] ?? Names["VNetName"];

    internal string? AwsVpc => Names["AwsVpcId"] ?? Names["AwsVpc"];

    /// <summary>Whether it names a VPC and a network of the user's, as a peering does.</summary>
    internal bool IsPeering => Vpc is not null && (VNet is not null || AwsVpc is not null);

    internal bool IsService => Names["Service"] is not null || Names["ServiceId"] is not null;

    /// <summary>Reads an object; null for objects without columns: texts, numbers and lists.</summary>
    internal static Row? Of(object? input)
    {
        if (!HasColumns(input)) return null;

        var properties = Properties(input!);
        var columns = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in RowNames.Known)
        {
            if (Text(Value(properties, column), column) is { } text) columns[column] = text;
        }

        // Az's PSVirtualNetwork, Get-AzResource's objects, the output of `az network vnet list`: the type in the id
        // decides.
        if (!columns.ContainsKey("VNetId") && ForeignVNet(properties) is { } id) columns["VNetId"] = id;

        // AWS.Tools' Vpc, the output of `aws ec2 describe-vpcs`: the name could also be a Timescale VPC's, so its form
        // decides.
        if (columns.TryGetValue("VpcId", out var vpc) && IsAwsVpcId(vpc)
            && !columns.ContainsKey("AwsVpcId") && !columns.ContainsKey("AwsVpc"))
        {
            columns.Remove("VpcId");
            columns["AwsVpcId"] = vpc;
        }

        return columns.Count == 0 ? null : new Row(input!, columns);
    }

    internal static object? Bare(object? input) => input is PSObject wrapper ? wrapper.BaseObject : input;

    /// <summary>A text at its edge, or an id that was written as a number; null of anything else.</summary>
    internal static string? Scalar(object? input) => Bare(input) switch
    {
        string text => text.Trim() is { Length: > 0 } trimmedText ? trimmedText : null,
        Guid or sbyte or byte or short or ushort or int or uint or long or ulong =>
            Convert.ToString(Bare(input), CultureInfo.InvariantCulture),
        _ => null,
    };

    internal static bool IsAwsVpcId(string text) => AwsForm().IsMatch(text);

    /// <summary>One column of an object, by any of its names.</summary>
    internal static string? Column(object? input, string column) =>
        input is null ? null : Scalar(Value(Properties(input), column));

    /// <summary>Whether a column, by any of its names, is true.</summary>
    internal static bool IsTrue(object input, string column) => Bare(Value(Properties(input), column)) is true;

    /// <summary>The value of a column without PowerShell's wrapper; null if there is no such column.</summary>
    internal static object? Value(object input, string column) => Bare(Value(Properties(input), column));

    private static bool HasColumns(object? input) => Bare(input) switch
    {
        IDictionary => true,
        null or DBNull or string or IEnumerable or ValueType => false,
        _ => true,
    };

    /// <summary>The columns of an object, or the entries of a table.</summary>
    private static PSMemberInfoCollection<PSPropertyInfo> Properties(object input)
    {
        if (Bare(input) is not IDictionary table) return PSObject.AsPSObject(input).Properties;

        var row = new PSObject();
        foreach (var key in table.Keys)
        {
            if (key is string { Length: > 0 } name && row.Properties[name] is null)
                row.Properties.Add(new PSNoteProperty(name, table[key]));
        }

        return row.Properties;
    }

    private static string? Text(object? value, string column) => Scalar(value) ?? (column switch
    {
        _ when !HasColumns(value) => null,

        // A record within a record.
        "Vpc" => Column(value, "VpcId"),
        "VNet" => Column(value, "VNetId") ?? ForeignVNet(Properties(value!)),
        "AwsVpc" => Column(value, "AwsVpcId") ?? Column(value, "VpcId"),
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
