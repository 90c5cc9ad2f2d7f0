using TimescaleVpc.Engine.Azure;

namespace TimescaleVpc.Tests.Transport;

/// <summary>How a refusal is put into one line: its code once, and the names that only the details hold.</summary>
public sealed class RefusalTextTests
{
    private const string Plain = "Resource 'hub' was disallowed by policy. Reasons: 'No peerings.'. See error details "
        + "for policy resource IDs.";

    [Theory]
    [InlineData("AADSTS53003", 400, "AADSTS53003: Access is blocked.", "AADSTS53003 (status 400): Access is blocked.")]
    [InlineData("AADSTS50076", 0, "AADSTS50076: Use MFA.", "AADSTS50076: Use MFA.")]
    [InlineData(
        "AADSTS50076", 0, "AADSTS50076: Use MFA. Trace ID: 1 Correlation ID: 2 Timestamp: 3", "AADSTS50076: Use MFA.")]
    [InlineData("ScopeLocked", 409, "(scopelocked) It is locked.", "ScopeLocked (status 409): It is locked.")]
    [InlineData("Denied", 403, "Denied access to it.", "Denied (status 403): access to it.")]
    [InlineData("Deny", 403, "Denied access to it.", "Deny (status 403): Denied access to it.")]
    [InlineData("ScopeLocked", 409, "ScopeLocked", "ScopeLocked (status 409)")]
    [InlineData("ScopeLocked", 409, "It is ScopeLocked: no.", "ScopeLocked (status 409): It is ScopeLocked: no.")]
    [InlineData("", 403, "No.", "status 403: No.")]
    public void A_code_is_said_once(string code, int status, string words, string expected) =>
        Assert.Equal(expected, new PlatformRefusal { Code = code, Status = status, Message = words }.Said);

    /// <summary>
    /// As Microsoft's documents show it: names of assignment, definition and, if there is one, initiative.
    /// </summary>
    [Theory]
    [InlineData(
        """
        "policyDefinitionDisplayName":"Deny peering","evaluationDetails":{"evaluatedExpressions":[]},
        "policyDefinitionName":"4fdffd35-fd9f-458e-9779-94fe33401bfc","policyDefinitionEffect":"Deny",
        "policyAssignmentName":"fd5e2cb3842d4eefbc857917","policyAssignmentDisplayName":"Landing zone rules",
        "policyAssignmentParameters":{}
        """,
        "Policies: Landing zone rules, Deny peering.")]
    [InlineData(
        """
        "policySetDefinitionDisplayName":"Secure it","policyDefinitionDisplayName":"Deny peering",
        "policyAssignmentDisplayName":"Deny Peering"
        """,
        "Policies: Deny Peering, Secure it.")]
    [InlineData(
        """
        "policyDefinitionName":"4fdffd35","policyAssignmentName":"fd5e2c","policyAssignmentDisplayName":"",
        "policySetDefinitionName":null
        """,
        "Policies: fd5e2c, 4fdffd35.")]
    public void A_policy_is_named_that_only_the_details_name(string info, string expected)
    {
        var violation = """[{"type":"PolicyViolation","info":{""" + info + "}}]";
        foreach (var error in new[]
        {
            $$"""
            {"code":"RequestDisallowedByPolicy","target":"hub","message":"{{Plain}}\nMore.",
            "additionalInfo":{{violation}}}
            """,
            $$"""
            {"code":"InvalidTemplateDeployment","message":"{{Plain}}\nMore.",
            "details":[{"code":"RequestDisallowedByPolicy","message":"x","additionalInfo":{{violation}}}]}
            """,
        })
        {
            var refusal = Read(error);
            Assert.Equal($"{Plain} {expected}", refusal.FirstLine);
            Assert.EndsWith("\nMore.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_policy_is_named_behind_a_line_that_is_too_long_and_not_twice()
    {
        const string Info =
            """[{"type":"PolicyViolation","info":{"policyAssignmentDisplayName":"Landing zone rules"}}]""";
        string Body(string words) =>
            $$"""{"code":"RequestDisallowedByPolicy","message":"{{words}}","additionalInfo":{{Info}}}""";

        var line = Read(Body(new string('x', 3000))).FirstLine;
        Assert.EndsWith("… Policies: Landing zone rules.", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 900, 1001);
        Assert.Equal("It is Landing zone rules.", Read(Body("It is Landing zone rules.")).FirstLine);
    }

    [Theory]
    [InlineData("Reasons: 'To resolve this error, set up MFA at aka.ms/setupMFA.'.", "EntraMfaNeeded")]
    [InlineData("Reasons: 'MFA is required'. See error details.", "EntraMfaNeeded")]
    [InlineData("Policy identifiers: '[]'.", "AzurePolicyDenied")]
    public void A_policy_that_wants_a_second_factor_is_no_matter_of_exemptions(string words, string errorId) =>
        Assert.Equal(errorId, AzureRefusals.Arm.Find(Read(
            $$"""
            {"code":"RequestDisallowedByPolicy","message":"Resource 'hub' was disallowed by policy. {{words}}"}
            """))!.Id);

    private static PlatformRefusal Read(string error) =>
        AzureRefusalReader.OData(new("Azure", "management.azure.com", 403, $$"""{"error":{{error}}}""", _ => null));
}
