using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Finds AWS VPCs by id, and turns EC2's record into ours.</summary>
internal sealed partial class AwsVpcFinder(ItemContext context)
{
    /// <param name="reference">An object, or an id.</param>
    /// <param name="region">Where to look if the object does not say; null is the session's region.</param>
    /// <param name="cancel">Stops the request.</param>
    public async Task<AwsVpc> FindAsync(AwsVpcRef reference, string? region, CancellationToken cancel)
    {
        // AWS writes its ids in small letters, and knows no others.
        var id = reference.ToString().ToLowerInvariant();
        if (!IdPattern().IsMatch(id)) throw Catalogue.AwsVpcIdInvalid.For(id, id);

        var aws = await context.AwsAsync(cancel);
        region ??= reference.AwsRegion;
        region = region?.ToLowerInvariant();
        var ec2 = aws.Ec2(region ?? reference.Vpc?.AwsRegion);
        var account = reference.AwsAccountId ?? aws.AccountId;
        if (account != aws.AccountId)
            throw Catalogue.AwsAccountMismatch.For(id, id, account, aws.AccountId);

        IReadOnlyList<Ec2Vpc> vpcs;
        try
        {
            vpcs = await ec2.DescribeVpcsAsync(Ec2Query.ById(id), cancel);
        }
        catch (Ec2Exception error) when (error.IsNotFound)
        {
            vpcs = [];
        }

        var vpc = vpcs.FirstOrDefault(item => Same(item.Id, id))
            ?? throw Catalogue.AwsVpcNotFound.For(id, id, aws.AccountId, ec2.Region, await ThereAsync(id, ec2, cancel));
        if (vpc.OwnerId is { } owner && owner != aws.AccountId)
            throw Catalogue.AwsAccountMismatch.For(id, id, owner, aws.AccountId);

        var record = ToRecord(vpc, aws.AccountId, ec2.Region);
        context.Found.AwsVpcId = record.AwsVpcId;
        Require(
            reference, $"AWS VPC {record.AwsVpcId}", record, record.AwsVpcId, record.AwsAccountId, record.AwsRegion);
        return record;
    }

    /// <summary>Holds what was found against all that names it.</summary>
    public static void Require(
        NetworkRef? reference, string subject, object target, string? id, string? account, string? region) =>
        RowCheck.Require(
            reference, subject, target,
            ("AwsVpcId", [id]), ("AwsVpc", [id]), ("AwsAccountId", [account]), ("AwsRegion", [region]));

    /// <summary>The VPCs of the region, for the error; it stays the same where they may not be listed.</summary>
    private Task<string> ThereAsync(string id, Ec2Api ec2, CancellationToken cancel) =>
        context.SeenAsync($"The VPCs of {ec2.Region} are not listed", "(not listed)", async () =>
        {
            var all = await ec2.DescribeVpcsAsync(Ec2Query.All, cancel);
            return NearNames.Of(
                id, all, vpc => vpc.Id, vpc => vpc.Name is { Length: > 0 } name ? $"{vpc.Id} ({name})" : vpc.Id);
        });

    public AwsVpc ToRecord(Ec2Vpc vpc, string account, string region) => new()
    {
        AwsVpcId = vpc.Id, Name = vpc.Name, AwsAccountId = vpc.OwnerId ?? account, AwsRegion = region,
        CidrBlocks = [.. vpc.Cidrs], IsDefault = vpc.IsDefault, Session = context.Session,
    };

    [GeneratedRegex(@"^vpc-[0-9a-f]{8}([0-9a-f]{9})?\z", RegexOptions.IgnoreCase)]
    private static partial Regex IdPattern();
}
