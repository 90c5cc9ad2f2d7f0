using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// No code asks which cloud or platform it works with: <c>ICustomerSide</c>, <c>IExaminer</c> and <c>IPlatform</c>
/// answer. The lines that do choose are few, and each is named here with its reason.
/// </summary>
public sealed partial class CloudChoiceTests
{
    private const int Most = 9;

    /// <summary>The lines that may choose, by file, how many, and why.</summary>
    private static readonly (string File, int Count, string Reason)[] Allowed =
    [
        ("Work/CloudAdapter.cs", 1, "the one place that selects the adapter of a cloud"),
        ("Platforms/VpcFinder.cs", 1, "the VPCs of the cloud that is asked for"),
        ("Stages/CompletionStage.cs", 1, "the networks of the cloud that is asked for"),
        ("ManagedService/CloudNames.cs", 2, "the ids of networks in the words of this API"),
    ];

    /// <summary>Where the adapters are listed, and the platforms are signed in to.</summary>
    private static readonly string[] Selecting =
    [
        "Sessions/SessionState.cs", "Stages/ConnectStage.cs", "Recording/RecordedSession.cs",
    ];

    [Fact]
    public void Only_the_lines_that_are_named_choose_by_cloud_or_platform()
    {
        var choices = Lines().ToLookup(line => line.File, line => line.Text.Trim());
        var others = choices.Where(file => Allowed.FirstOrDefault(item => item.File == file.Key).Count < file.Count());
        Assert.Equal("", string.Join('\n', others.SelectMany(file => file.Select(text => $"{file.Key}: {text}"))));
        Assert.All(Allowed, item => Assert.Equal((item.File, item.Count), (item.File, choices[item.File].Count())));
        Assert.InRange(Allowed.Sum(item => item.Count) + Lines(isRefusal: true).Count(), 0, Most);
    }

    [Theory]
    [InlineData("if (peering.Cloud == Cloud.Azure)")]
    [InlineData("return vpc.Cloud switch")]
    [InlineData("{ Cloud: Cloud.Other } => Refuse(),")]
    [InlineData("peering.AwsVpcId is null ? a : b")]
    [InlineData("peering.VNetId is { } id ? a : b")]
    [InlineData("vpc.CloudName.Contains(\"azure\")")]
    [InlineData("if (side is AzureSide)")]
    [InlineData("vpc.Platform == PlatformNames.TimescaleCloud")]
    public void A_choice_is_found(string line) => Assert.Matches(Choice(), line);

    /// <param name="isRefusal">Instead of choices the lines of a cloud that refuse what lies in another one.</param>
    private static IEnumerable<(string File, string Text)> Lines(bool isRefusal = false)
    {
        var engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        foreach (var path in Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(engine, path).Replace('\\', '/');
            if (file.StartsWith("obj/", StringComparison.Ordinal) || file.StartsWith("bin/", StringComparison.Ordinal)
                || Selecting.Contains(file)) continue;
            foreach (var line in File.ReadLines(path))
            {
                if (!line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Choice().IsMatch(line)
                    && isRefusal == Regex.IsMatch(line, $@"\.Cloud [!=]= Cloud\.{file.Split('/')[0]}\)"))
                    yield return (file, line);
            }
        }
    }

    [GeneratedRegex(
        @"\bCloud\s*([!=]=|is\s+(not\s+)?Cloud\.|switch\b)|\bCloud:\s|\bCloud\.[A-Z]\w+\b[^;]*(=>|\bwhen\b)"
        + @"|(?<!Request\.)\b(VNetId|AwsVpcId|VNetName|OtherNetworkId|AwsAccountId|CloudName)\s*"
        + @"(\bis\s+(not\s+)?(null|\{)|[!=]=\s*null)"
        + @"|\bis\s+(not\s+)?[A-Z]\w+(Side|Examiner|Platform)\b"
        + @"|[!=]=\s*PlatformNames\.|\.Contains\(PlatformNames\.|(Contains|StartsWith)\(""(azure|aws|timescale)")]
    private static partial Regex Choice();
}
