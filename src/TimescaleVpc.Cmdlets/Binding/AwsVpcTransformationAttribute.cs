using System.Management.Automation;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>Makes an <see cref="AwsVpcIdentity"/> of what names an AWS VPC, or an array of them.</summary>
internal sealed partial class AwsVpcTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            object?[] list => Array.ConvertAll(list, item => (object?)Identity(item) ?? item),
            { } one => Identity(inputData) ?? one,
            null => inputData!,
        };

    // What is no VPC is left as it is: then it does not bind, and PowerShell tries the next way.
    private static AwsVpcIdentity? Identity(object? input) =>
        (input is PSObject wrapped ? wrapped.BaseObject : input) switch
        {
            AwsVpcIdentity known => known,
            AwsVpc vpc => new AwsVpcIdentity(new AwsVpcRef(vpc, null)),
            string { Length: > 0 } text => new AwsVpcIdentity(new AwsVpcRef(null, text)),
            { } other => ForeignId(input ?? other) is { } id ? new AwsVpcIdentity(new AwsVpcRef(null, id)) : null,
            null => null,
        };

    // AWS.Tools' Vpc, what `aws ec2 describe-vpcs` gives: the property alone could be a Timescale VPC's, so its form
    // counts.
    private static string? ForeignId(object input) =>
        PSObject.AsPSObject(input).Properties["VpcId"]?.Value?.ToString() is { } id && Form().IsMatch(id) ? id : null;

    [GeneratedRegex(@"^vpc-[0-9a-f]{8}([0-9a-f]{9})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
