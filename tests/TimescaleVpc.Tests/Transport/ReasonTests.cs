using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// The reason received is the reason shown: whatever a client is refused with, code, status, the first line of the
/// words and the request's id come through, and the advice is about the code.
/// </summary>
[Collection("Environment variables")]
public sealed class ReasonTests
{
    private const string Words = "The <tool> & 'thing' was not let through.\nA second line with more.";
    private const string FirstLine = "The <tool> & 'thing' was not let through.";
    private const string Invented = "XyloPhoneNotTuned";
    private const string InventedNumber = "AADSTS98765432";

    /// <summary>Errors whose advice may name an administrator who can grant a right.</summary>
    private static readonly string[] AboutRights =
    [
        "AzurePermissionDenied", "EntraPermissionDenied", "PlatformPermissionDenied", "CloudPermissionDenied",
        "AwsPermissionDenied", "AzureConditionUnmet",
    ];

    public static TheoryData<string> Kinds => new(EveryClient.All.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Code_status_and_words_come_through(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        var (status, body, type) = (0, "", (string?)null);
        using var wire = new Wire(WorkClock.Real, new StubHandler((_, _) => SaidBy.Answer(status, body, type)));
        var calls = kind.Calls(wire);
        foreach (var (code, words) in Codes(name))
        {
            // The managed identity's own library repeats what looks like its own trouble.
            foreach (var one in name == "managed identity" ? [400] : code is null or Invented or InventedNumber
                ? new[] { 400, 401, 403, 409 } : [403])
            {
                foreach (var mime in Types(code))
                {
                    (status, body, type) = (one, SaidBy.Body(name, code, words), mime);
                    foreach (var call in code is null || code == Invented || code == InventedNumber
                        ? calls
                        : calls[..1])
                    {
                        var error = Translation.Of((await Record.ExceptionAsync(call))!, null);
                        Check(error, name, code, one, words.Split('\n')[0]);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_of_somebody_in_between_is_no_reason(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        foreach (var (body, type) in new[]
        {
            ("<html><body><p>Sign in to <b>this</b> network</body></html>", "text/html"),
            ("<!DOCTYPE html><html>403</html>", "application/json"), ("[]", "application/json"), ("", null),
        })
        {
            using var wire = new Wire(WorkClock.Real, new StubHandler((_, _) => SaidBy.Answer(403, body, type)));
            foreach (var call in kind.Calls(wire))
            {
                var error = Translation.Of((await Record.ExceptionAsync(call))!, null);
                Assert.Contains("403", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
                if (body.Length > 0) Assert.DoesNotContain(error.ErrorId, AboutRights);
            }
        }
    }

    /// <summary>The codes that the contracts name, as they stand there: none of them is unknown.</summary>
    [Theory]
    [InlineData("azure.md", "## 3. ", "## 4. ", @"(AADSTS\d+)")]
    [InlineData("azure.md", "### 4.2 ", "### 4.3 ", @"\d{3} `([A-Z][a-z]+_[A-Za-z]+)`")]
    [InlineData("azure.md", "## 8. ", "## 9. ", @"(?:\| |\d{3}\** |, )`([A-Z][a-z]+[A-Z][A-Za-z]+)`")]
    [InlineData("aws.md", "## 6. ", "## 7. ",
        @"(?:^\| [^|(]*?|^\|[^|]*, |; |/ )(?<!\.)\**([A-Z][a-z]+[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)?)(?![\w.])")]
    public void No_code_of_the_contracts_is_unknown(string file, string from, string to, string pattern)
    {
        var path = Path.Combine(Support.Repository.Root, "..", "shared", "contracts", file);
        if (!File.Exists(path)) return;
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var start = text.IndexOf("\n" + from, StringComparison.Ordinal);
        var part = text[start..text.IndexOf("\n" + to, start, StringComparison.Ordinal)];
        var table = file == "aws.md" ? AwsRefusals.Table : from[..4] == "### " ? AzureRefusals.Graph
            : from[3] == '3' ? AzureRefusals.Entra : AzureRefusals.Arm;
        var codes = Regex.Matches(part, pattern, RegexOptions.Multiline).Select(match => match.Groups[1].Value)
            .Distinct().ToArray();

        Assert.True(codes.Length > 3, string.Join(" ", codes));
        // ".NotFound" stands there for the end of several codes.
        Assert.All(codes.Except(["NotFound"]), code => Assert.True(IsKnown(table, code), code));
    }

    private static bool IsKnown(RefusalTable table, string code) =>
        table.Throttling.Contains(code, StringComparer.OrdinalIgnoreCase)
        || AwsRefusals.IsLimit(new PlatformRefusal { Code = code })
        || table.Rules.Any(rule => (rule with { Words = [] }).Fits(new PlatformRefusal { Code = code }));

    private static string?[] Types(string? code) =>
        code is null or Invented or InventedNumber
            ? ["application/json", "text/plain", "text/html; charset=utf-8", null]
            : ["application/json"];

    /// <summary>Each code that a client's platform is known to send, an invented one, and none.</summary>
    private static (string? Code, string Words)[] Codes(string client)
    {
        RefusalTable[] tables = client switch
        {
            "ARM" => [AzureRefusals.Arm],
            "Graph" => [AzureRefusals.Graph],
            "EC2" or "STS" => [AwsRefusals.Table],
            _ when AwsKeyKinds.All.Any(kind => kind.Name == client) => [AwsRefusals.Table],
            "managed service" => [MstTransport.Table],
            "Timescale Cloud" => [TigerException.Table],
            _ => [AzureRefusals.Entra],
        };
        var codes = tables.SelectMany(table => table.Rules).SelectMany(rule => rule.Codes.SelectMany(code =>
            (rule.Words.Length == 0 ? [""] : rule.Words).Select(words => (
                (string?)code.Replace("*", "Some", StringComparison.Ordinal),
                words.Length == 0 ? Words : $"It is the {words}, as {Words}"))));
        return [.. codes, (tables[0] == AzureRefusals.Entra ? InventedNumber : Invented, Words), (null, Words)];
    }

    private static void Check(TimescaleVpcException error, string client, string? code, int status, string words)
    {
        var line = $"{client} {status} {code}: {error.ErrorId} {error.Message} {error.RecommendedAction}";
        var refusal = error.Refusal;
        Assert.True(refusal is not null, line);
        Assert.True(
            (refusal!.Status == status) && refusal.RequestId == SaidBy.RequestId, line);
        Assert.True(error.Message.Contains(words, StringComparison.Ordinal), line);
        Assert.DoesNotContain("A second line", error.Message, StringComparison.Ordinal);
        Assert.Contains("A second line", refusal.Message, StringComparison.Ordinal);
        if (code is not null)
        {
            Assert.True(error.Message.Contains($"{code} ", StringComparison.Ordinal), line);
            Assert.Equal(code, refusal.Code);
        }

        if (code is Invented or InventedNumber)
        {
            Assert.True(error.ErrorId == "RefusalUnknown", line);
            Assert.Contains(code, error.Message, StringComparison.Ordinal);
            Assert.Contains("does not know", error.Message, StringComparison.Ordinal);
        }
        else if (code is not null)
        {
            Assert.True(error.ErrorId != "RefusalUnknown", line);
        }

        // "Ask for a role" is said of what is about roles.
        var sendsForRights = Regex.IsMatch(
            error.RecommendedAction,
            @"\bfor (a|the) role\b|for an IAM policy|includes? this permission|your identity team");
        Assert.True(!sendsForRights || AboutRights.Contains(error.ErrorId), line);
        Assert.True(
            code is not (Invented or InventedNumber)
                || !Regex.IsMatch(error.RecommendedAction, "role|key|token|policy"),
            line);
    }
}
