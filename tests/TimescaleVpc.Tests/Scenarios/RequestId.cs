using System.Globalization;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>A request of a run, named by what it is: so the name means the same request in another run.</summary>
/// <param name="Kind">Its kind, such as <c>Arm.PutRoleAssignment</c>.</param>
/// <param name="Subject">What it is about: its path and query without what all have in common.</param>
/// <param name="Number">Which of those with this kind and subject it is.</param>
internal sealed partial record RequestId(string Kind, string Subject, int Number)
{
    public static string SubjectOf(Uri address)
    {
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(Uri.UnescapeDataString)
            .Where(part => !Common().IsMatch(part));
        var query = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => !part.StartsWith("api-version=", StringComparison.Ordinal) && !Signature().IsMatch(part))
            .Select(Uri.UnescapeDataString);
        var path = string.Join('/', parts);
        // What AWS is asked for is in the body; the host tells the region.
        if (path.Length == 0) path = address.Host;
        var text = string.Join('?', new[] { path, string.Join('&', query) }.Where(part => part.Length > 0));
        return text.ReplaceLineEndings(" ");
    }

    public static RequestId Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new FormatException($"'{text}' names no request, as 'Arm.GetPeering SUBJECT #1' does.");
        return new(match.Groups[1].Value, match.Groups[2].Value,
            int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Kind} {Subject} #{Number}";

    [GeneratedRegex(@"^(?:v\d[\d.]*|subscriptions|resourceGroups|providers|Microsoft\.\w+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Common();

    /// <summary>What an operation's address is signed with.</summary>
    [GeneratedRegex("^[tcsh]=")]
    private static partial Regex Signature();

    [GeneratedRegex(@"^(\S+) (.+) #(\d+)$")]
    private static partial Regex Form();
}
