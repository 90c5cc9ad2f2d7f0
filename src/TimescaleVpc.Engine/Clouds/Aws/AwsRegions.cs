using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Clouds.Aws;

/// <summary>
/// Names of regions. They become a part of a host name that signed requests go to, and some come from a platform's
/// answer: nothing but letters, digits and hyphens gets through.
/// </summary>
internal static partial class AwsRegions
{
    public static string Check(string region)
    {
        var text = region.Trim().ToLowerInvariant();
        return Pattern().IsMatch(text) ? text : throw Catalogue.AwsRegionInvalid.For(region, region);
    }

    [GeneratedRegex(@"^[a-z]{2,8}(-[a-z0-9]{1,16}){2,4}\z")]
    private static partial Regex Pattern();
}
