using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A request to EC2 whose signature is valid.</summary>
internal sealed record Ec2Request(World World, AwsPrincipal Caller, string Region, Ec2Form Form)
{
    public AwsState Aws => World.Aws;

    public string Account => Caller.Account;

    public string Action => Form.Text("Action") ?? "";

    public bool IsDryRun => Form.Flag("DryRun") == true;

    public string Required(string name) =>
        Form.Text(name) is { Length: > 0 } text ? text : throw Ec2Errors.Missing(name);

    public string Arn(string type, string id) => $"arn:aws:ec2:{Region}:{Account}:{type}/{id}";

    public bool Owns(Ec2Vpc vpc) => vpc.Account == Account && vpc.Region == Region;

    /// <summary>A VPC of the caller in this region.</summary>
    public Ec2Vpc Vpc(string id) => Aws.Vpcs.Find(item => item.Id == id && Owns(item)) ?? throw Ec2Errors.NoVpc(id);

    public SecurityGroup Group(string id) => id.StartsWith("sg-", StringComparison.Ordinal)
        ? Aws.Groups.Find(item => item.Id == id && Owns(item.Vpc) && item.VisibleAt <= World.Now)
            ?? throw Ec2Errors.NoGroup(id)
        : throw Ec2Errors.Refuse("InvalidGroupId.Malformed", $"Invalid id: \"{id}\" (expecting \"sg-...\")");

    public AwsRouteTable Table(string id) => Aws.Tables.Find(item => item.Id == id && Owns(item.Vpc))
        ?? throw Ec2Errors.Refuse("InvalidRouteTableID.NotFound", $"The routeTable ID '{id}' does not exist");

    /// <summary>The wanted ones by id, or all; an unknown id is an error, not an empty list.</summary>
    public List<T> FindOrAll<T>(
        IEnumerable<T> ownItems, string parameter, Func<T, string> id, Func<string, Exception> onUnknown)
    {
        var all = ownItems.ToList();
        var names = Form.List(parameter);
        if (names.Count == 0) return all;
        return [.. names.Distinct().Select(name =>
        {
            var at = all.FindIndex(item => id(item) == name);
            return at >= 0 ? all[at] : throw onUnknown(name);
        })];
    }
}
