using TimescaleVpc.Engine.Reachability;

namespace TimescaleVpc.Tests.Decisions;

/// <summary>What the four checks say together, for all that each may have found, from any place.</summary>
public sealed class VerdictTests
{
    private static readonly DecisionTable Table = new("""
        dns    | address | tcp    | tls    | login  | vantage | in VPC | no login | conclusive | reachable
        Failed | *       | *      | *      | *      | *       | True   | *        | *          | False, may change
        Failed | *       | *      | *      | *      | *       | *      | *        | *          | False
        *      | public  | *      | *      | *      | *       | True   | *        | *          | False, may change
        *      | *       | Passed | Passed | *      | *       | *      | True     | *          | True
        *      | *       | Passed | Passed | Passed | *       | *      | *        | *          | True
        *      | *       | Passed | *      | *      | *       | *      | *        | *          | False
        *      | *       | *      | *      | *      | Inside  | *      | *        | *          | False
        *      | *       | *      | *      | *      | *       | True   | *        | False      | unknown
        *      | *       | *      | *      | *      | *       | *      | *        | *          | False
        """);

    [Fact]
    public void Each_report_has_its_verdict()
    {
        string[] outcomes = ["Passed", "Failed", "Skipped"];
        foreach (var dns in new[] { "Passed", "Failed" })
        foreach (var address in new[] { "private", "public" })
        foreach (var tcp in outcomes)
        foreach (var tls in outcomes)
        foreach (var login in outcomes)
        foreach (var vantage in new[] { "Inside", "Outside", "Unknown" })
        foreach (var inVpc in new[] { false, true })
        foreach (var withoutLogin in new[] { false, true })
        foreach (var conclusive in new[] { false, true })
        {
            var result = Result(dns) with { Addresses = address == "private" ? ["8.8.8.8", "10.30.0.5"] : ["8.8.8.8"] };
            var report = new ProbeReport(result, Result(tcp), Result(tls), Result(login));
            var verdict = Verdict.Of(report, vantage, inVpc, withoutLogin, conclusive);
            var outcome = $"{verdict.Reachable?.ToString() ?? "unknown"}{(verdict.MayChange ? ", may change" : "")}";
            Table.Check(outcome, dns, address, tcp, tls, login, vantage, inVpc, withoutLogin, conclusive);
            Assert.NotEmpty(verdict.Reason);
        }

        Table.CheckAllRowsDecided();
    }

    private static ProbeResult Result(string status) => new() { Status = status, Detail = "detail" };
}
