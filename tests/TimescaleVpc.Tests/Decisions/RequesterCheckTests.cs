using TimescaleVpc.Engine.Aws;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>
/// Only the expected request is accepted: every lookalike is refused, for what counts most of all that it differs in.
/// </summary>
public sealed class RequesterCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static readonly VpcPeering Peering = new()
    {
        AwsPeeringId = "pcx-0123456789abcdef0", AwsAccountId = "111122223333", AwsRegion = "us-east-1",
        AwsVpcId = "vpc-0a1b2c3d4e5f60718", VpcRegion = "us-west-2", VpcCidr = "10.30.0.0/20",
    };

    private static readonly DecisionTable Refusals = new("""
        to us | from region | ranges       | from VPC         | from account     | lapsed | refusal
        False | *           | *            | *                | *                | *      | RequestNotOurs
        *     | other, -    | *            | *                | *                | *      | RequesterRegionUnexpected
        *     | *           | other, wider | *                | *                | *      | RequesterCidrUnexpected
        *     | *           | *            | other, not shown | *                | *      | RequesterVpcUnexpected
        *     | *           | *            | *                | other, not shown | *      | RequesterAccountUnexpected
        *     | *           | *            | *                | *                | True   | PeeringExpired
        *     | *           | *            | *                | *                | *      | -
        """);

    [Fact]
    public void Each_lookalike_is_refused_for_what_differs()
    {
        foreach (var request in new[] { "right", "other" })
        foreach (var account in new[] { "right", "other" })
        foreach (var region in new[] { "right", "other" })
        foreach (var vpc in new[] { "right", "other" })
        foreach (var fromRegion in new[] { "right", "other", "" })
        foreach (var ranges in new[] { "", "same", "among more", "other", "wider" })
        foreach (var fromVpc in new[] { "unknown", "right", "other", "not shown" })
        foreach (var fromAccount in new[] { "unknown", "right", "other", "not shown" })
        foreach (var isLapsed in new[] { false, true })
        {
            var requester = new KnownRequester(
                fromAccount == "unknown" ? null : "222233334444", "an earlier peering",
                fromVpc == "unknown" ? null : "vpc-0fedcba9876543210");
            var connection = new Ec2Peering
            {
                Id = request == "right" ? "PCX-0123456789ABCDEF0" : "pcx-0123456789abcdef1",
                Status = Ec2PeeringStates.PendingAcceptance, Expires = isLapsed ? Now : Now.AddSeconds(1),
                Accepter = new()
                {
                    OwnerId = account == "right" ? "111122223333" : "111122223334",
                    Region = region == "right" ? "us-east-1" : "us-east-2",
                    VpcId = vpc == "right" ? "vpc-0a1b2c3d4e5f60718" : "vpc-0a1b2c3d4e5f60719",
                },
                Requester = new()
                {
                    OwnerId = fromAccount switch
                    {
                        "other" => "111122223333", "not shown" => null, _ => "222233334444",
                    },
                    Region = fromRegion switch { "right" => "us-west-2", "other" => "us-east-1", _ => null },
                    VpcId = fromVpc switch
                    {
                        "other" => "vpc-0a1b2c3d4e5f60718", "not shown" => null, _ => "VPC-0FEDCBA9876543210",
                    },
                    Cidrs = Cidrs(ranges),
                },
            };
            Refusals.Check(
                RequesterCheck.Refusal(Peering, connection, requester, Now)?.ErrorId ?? "-",
                (request, account, region, vpc) == ("right", "right", "right", "right"), fromRegion, ranges, fromVpc,
                fromAccount, isLapsed);
        }

        Refusals.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Lives = new("""
        status             | expires     | refusal
        expired            | *           | PeeringExpired
        pending-acceptance | before, now | PeeringExpired
        *                  | *           | -
        """);

    [Fact]
    public void A_request_lapses_and_a_peering_does_not()
    {
        string[] states = ["initiating-request", "pending-acceptance", "provisioning", "active", "deleted", "expired"];
        foreach (var status in states)
        foreach (var expires in new[] { "", "before", "now", "later" })
        {
            var connection = new Ec2Peering
            {
                Id = Peering.AwsPeeringId!, Status = status,
                Expires = expires switch
                {
                    "before" => Now.AddDays(-1), "now" => Now, "later" => Now.AddDays(7), _ => null,
                },
                Accepter = new()
                {
                    OwnerId = Peering.AwsAccountId, Region = Peering.AwsRegion, VpcId = Peering.AwsVpcId,
                },
                Requester = new() { Region = Peering.VpcRegion },
            };
            Lives.Check(RequesterCheck.Refusal(Peering, connection, new(), Now)?.ErrorId ?? "-", status, expires);
        }

        Lives.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Ranges = new("""
        ranges           | must show | fits
        -                | True      | False
        -                | False     | True
        same, among more | *         | True
        *                | *         | False
        """);

    [Fact]
    public void Ranges_that_are_hidden_are_a_refusal_only_where_they_must_show()
    {
        foreach (var ranges in new[] { "", "same", "among more", "other", "wider" })
        foreach (var mustShow in new[] { false, true })
        {
            var connection = new Ec2Peering { Id = "pcx-1", Requester = new() { Cidrs = Cidrs(ranges) } };
            var refusal = RequesterCheck.CidrRefusal(Peering, connection, mustShow);
            Ranges.Check(refusal is null, ranges, mustShow);
            Assert.True(refusal is null or { ErrorId: "RequesterCidrUnexpected", RecommendedAction.Length: > 0 });
        }

        Ranges.CheckAllRowsDecided();
    }

    private static string[] Cidrs(string ranges) => ranges switch
    {
        // Host bits go where a range is read.
        "same" => ["10.30.0.7/20"],
        "among more" => ["10.40.0.0/20", "10.30.0.0/20"],
        "other" => ["10.31.0.0/20"],
        "wider" => ["10.30.0.0/16"],
        _ => [],
    };
}
