using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.TimescaleCloud;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>How the move of a Timescale Cloud service stands, for all that the platform may show.</summary>
public sealed class TigerMoveDecisionTests
{
    private static readonly string[] Statuses = ["READY", "PAUSED", "ready", "QUEUED", "CONFIGURING", "A_NEW_WORD", ""];

    /// <summary>A service as the platform shows it.</summary>
    private static FoundService Service(string status, string? vpcId, string? host = null, string? vpcHost = null) =>
        TigerReader.Service(
            new JsonObject
            {
                ["service_id"] = "s1", ["status"] = status, ["endpoint"] = new JsonObject { ["host"] = host },
                ["vpc_endpoint"] = new JsonObject { ["host"] = vpcHost, ["vpc_id"] = vpcId },
            },
            "p")!;

    private static readonly DecisionTable Rests = new("""
        status               | in VPC | endpoint  | endpoint in VPC | at rest
        READY, PAUSED, ready | True   | *         | there           | True
        READY, PAUSED, ready | *      | there     | *               | True
        *                    | *      | *         | *               | False
        """);

    [Fact]
    public void A_service_rests_where_it_can_be_connected_to()
    {
        string[] endpoints = ["missing", "empty", "there"];
        foreach (var status in Statuses)
        foreach (var isInVpc in new[] { false, true })
        foreach (var endpoint in endpoints)
        foreach (var vpcEndpoint in endpoints)
        {
            var service = Service(status, isInVpc ? "vpc" : null, Host(endpoint), Host(vpcEndpoint));
            Rests.Check(service.IsAtRest, status, isInVpc, endpoint, vpcEndpoint);
        }

        Rests.CheckAllRowsDecided();

        static string? Host(string word) => word == "missing" ? null : word == "there" ? "host" : "";
    }

    private static readonly DecisionTable Taken = new("""
        status               | is in | asked for | taken
        missing              | *     | -         | True
        missing              | *     | *         | False
        *                    | -     | -         | True
        *                    | a     | a         | True
        READY, PAUSED, ready | *     | *         | False
        *                    | *     | *         | True
        """);

    [Fact]
    public void A_request_is_taken_if_the_service_is_there_or_on_its_way()
    {
        foreach (var status in Statuses.Append("missing"))
        foreach (var place in new[] { null, "a", "b" })
        foreach (var requestedVpc in new[] { null, "a" })
        {
            var service = status == "missing" ? null : Service(status, place);
            Taken.Check(TigerMoveDecision.IsTaken(service, requestedVpc), status, place, requestedVpc);
        }

        Taken.CheckAllRowsDecided();
    }

    private static readonly DecisionTable Places = new("""
        shown | is in | place
        False | *     | Unknown
        *     | -     | Public
        *     | from  | Back
        *     | to    | Arrived
        *     | *     | Elsewhere
        """);

    [Fact]
    public void Each_place_has_its_name()
    {
        foreach (var isShown in new[] { false, true })
        foreach (var place in new[] { null, "from", "to", "third" })
        {
            var service = isShown ? Service("READY", place) : null;
            Places.Check(TigerMoveDecision.Place(service, "from", "to"), isShown, place);
        }

        Places.CheckAllRowsDecided();
    }

    /// <summary>A proxy's error page, and unrelated responses, say nothing about the service.</summary>
    private static readonly DecisionTable Refusals = new("""
        readable | status                 | code                                    | words                  | about
        False    | *                      | *                                       | *                      | False
        *        | 200, 408, 429, 500, 503 | *                                       | *                      | False
        *        | *                      | NOT_FOUND, FORBIDDEN, UNAUTHORIZED      | *                      | False
        *        | 401, 403, 404          | -                                       | *                      | False
        *        | 404                    | *                                       | *                      | False
        *        | *                      | *                                       | updated, endpoint      | False
        *        | *                      | *                                       | *                      | True
        """);

    [Fact]
    public void A_refusal_is_about_the_service_unless_it_says_something_else()
    {
        foreach (var isReadable in new[] { false, true })
        foreach (var status in new[] { 200, 400, 401, 403, 404, 408, 409, 412, 422, 429, 500, 503 })
        foreach (var code in new[] { "", "NOT_FOUND", "FORBIDDEN", "UNAUTHORIZED", "CONFLICT", "A_NEW_CODE" })
        foreach (var words in new[] { "", "updated", "endpoint", "other" })
        {
            var error = new TigerException(
                new PlatformRefusal
                {
                    Platform = "Timescale Cloud", IsReadable = isReadable, Status = status, Code = code,
                    Message = words switch
                    {
                        "updated" => "The VPC is already being updated.", "endpoint" => "no Endpoint for that service",
                        "other" => "Service has an IP allow list attached.", _ => "",
                    },
                },
                "to attach a service");
            Refusals.Check(TigerMoveDecision.MayBeAboutService(error), isReadable, status, code, words);
        }

        Refusals.CheckAllRowsDecided();
    }
}
