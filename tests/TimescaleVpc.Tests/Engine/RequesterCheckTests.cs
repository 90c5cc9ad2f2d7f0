using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Only the expected request is accepted: every lookalike differs in one thing, and is named for it.</summary>
public sealed class RequesterCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private static ExpectedRequest Expected { get; } = new(
        "pcx-0123456789abcdef0", "111122223333", "us-east-1", "vpc-0a1b2c3d4e5f60718", "us-east-1", "10.30.0.0/20",
        "222233334444", "an earlier peering");

    private static Ec2Peering Shown { get; } = new()
    {
        Id = "pcx-0123456789abcdef0", Status = Ec2PeeringStates.PendingAcceptance, Expires = Now.AddDays(7),
        Accepter = new() { OwnerId = "111122223333", Region = "us-east-1", VpcId = "vpc-0a1b2c3d4e5f60718" },
        Requester = new() { OwnerId = "222233334444", Region = "us-east-1", VpcId = "vpc-0fedcba9876543210" },
    };

    [Fact]
    public void The_expected_request_is_accepted_with_and_without_ranges()
    {
        Assert.Null(RequesterCheck.Refusal(Expected, Shown, Now));
        Assert.Null(RequesterCheck.Refusal(Expected, With(Shown.Requester with { Cidrs = ["10.30.0.0/20"] }), Now));
        Assert.Null(RequesterCheck.Refusal(Expected with { RequesterAccount = null }, Shown, Now));
    }

    [Fact]
    public void Another_request_account_or_VPC_on_our_side()
    {
        Refused("RequestNotOurs", Shown with { Id = "pcx-0ffffffffffffffff" });
        Refused("RequestNotOurs", Shown with { Accepter = Shown.Accepter with { OwnerId = "999988887777" } });
        Refused("RequestNotOurs", Shown with { Accepter = Shown.Accepter with { VpcId = "vpc-0b2c3d4e5f6071829" } });
        Refused("RequestNotOurs", Shown with { Accepter = Shown.Accepter with { Region = "eu-west-1" } });
    }

    [Fact]
    public void A_request_that_goes_the_other_way_round() => Refused(
        "RequestNotOurs", Shown with { Accepter = Shown.Requester, Requester = Shown.Accepter });

    [Fact]
    public void Another_region_range_or_account_on_the_other_side()
    {
        Refused("RequesterRegionUnexpected", With(Shown.Requester with { Region = "eu-central-1" }));
        Refused("RequesterCidrUnexpected", With(Shown.Requester with { Cidrs = ["10.31.0.0/20"] }));
        Refused("RequesterAccountUnexpected", With(Shown.Requester with { OwnerId = "999988887777" }));
        Refused("RequesterAccountUnexpected", With(Shown.Requester with { OwnerId = null }));
        // Where the platform names its own VPC, the request must come from it, whoever owns another one.
        foreach (var vpc in new[] { "vpc-0f00000000000000f", null })
            Assert.Equal("RequesterVpcUnexpected", RequesterCheck.Refusal(
                Expected with { RequesterVpc = "vpc-0e00000000000000e" },
                With(Shown.Requester with { VpcId = vpc }), Now)?.ErrorId);
        Assert.Null(RequesterCheck.Refusal(
            Expected with { RequesterVpc = "VPC-0E00000000000000E" },
            With(Shown.Requester with { VpcId = "vpc-0e00000000000000e" }), Now));
    }

    [Fact]
    public void An_expired_request()
    {
        Refused("PeeringExpired", Shown with { Expires = Now });
        Refused("PeeringExpired", Shown with { Status = Ec2PeeringStates.Expired, Expires = null });
    }

    /// <summary>Of random lookalikes, exactly the expected one passes.</summary>
    [Fact]
    public void Of_many_lookalikes_only_the_expected_one_passes()
    {
        var random = new Random(20260105);
        string Pick(string right, string wrong) => random.Next(2) == 0 ? right : wrong;
        for (var index = 0; index < 2000; index++)
        {
            var shown = Shown with
            {
                Id = Pick(Shown.Id, "pcx-0ffffffffffffffff"),
                Accepter = new()
                {
                    OwnerId = Pick("111122223333", "111122223334"), Region = Pick("us-east-1", "us-east-2"),
                    VpcId = Pick("vpc-0a1b2c3d4e5f60718", "vpc-0a1b2c3d4e5f60719"),
                },
                Requester = new()
                {
                    OwnerId = Pick("222233334444", "222233334445"), Region = Pick("us-east-1", "us-east-2"),
                    Cidrs = random.Next(2) == 0 ? [] : [Pick("10.30.0.0/20", "10.30.0.0/21")],
                },
            };
            var right = shown.Id == Shown.Id && shown.Accepter == Shown.Accepter with { Cidrs = shown.Accepter.Cidrs,
                Ipv6Cidrs = shown.Accepter.Ipv6Cidrs }
                && shown.Requester.OwnerId == "222233334444" && shown.Requester.Region == "us-east-1"
                && shown.Requester.Cidrs.All(text => text == "10.30.0.0/20");
            Assert.Equal(right, RequesterCheck.Refusal(Expected, shown, Now) is null);
        }
    }

    private static Ec2Peering With(Ec2PeeringSide requester) => Shown with { Requester = requester };

    private static void Refused(string errorId, Ec2Peering shown)
    {
        var refusal = RequesterCheck.Refusal(Expected, shown, Now);
        Assert.NotNull(refusal);
        Assert.True(errorId == refusal.ErrorId, $"{refusal.ErrorId}: {refusal.Message}");
        Assert.NotEmpty(refusal.RecommendedAction);
    }
}
