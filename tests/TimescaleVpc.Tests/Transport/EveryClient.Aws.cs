using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Transport;

/// <summary>The clients of AWS.</summary>
internal static partial class EveryClient
{
    private static ClientKind[] OfAws =>
    [
        new("EC2", "ec2.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_EC2", wire =>
        {
            var ec2 = Aws(wire).Ec2();
            return
            [
                () => ec2.DescribeVpcsAsync(Ec2Query.All, default),
                () => ec2.CreateTagsAsync("r", new Dictionary<string, string> { ["k"] = "v" }, default),
                () => ec2.AcceptVpcPeeringConnectionAsync("pcx-1", default),
            ];
        }),
        new("STS", "sts.us-east-1.amazonaws.com", "AWS_ENDPOINT_URL_STS", wire =>
            [() => Aws(wire).Sts().GetCallerAccountAsync(default)]),
        .. AwsKeyKinds.All,
    ];

    private static AwsClients Aws(Wire wire) =>
        new(wire, AwsSignIn.From(new GivenKeys("AKIDEXAMPLE", new Secret("s3cr3t"), "s3cr3t-session"), "us-east-1"));
}
