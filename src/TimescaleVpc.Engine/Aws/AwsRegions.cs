using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Names of regions. They become a part of a host name that signed requests go to, and some come from a platform's
/// answer: nothing but letters, digits and hyphens gets through.
/// </summary>
internal static partial class AwsRegions
{
    public static string Check(string region)
    {
        var text = region.Trim().ToLowerInvariant();
        if (Pattern().IsMatch(text)) return text;
        var zone = Zone().Match(text);
        var hint = zone.Success ? $": it is a zone of {zone.Groups[1].Value}" : "";
        throw Catalogue.AwsRegionInvalid.For(region, region, hint, NearNames.Of(text, KnownRegions.Aws));
    }

    /// <summary>Whether a text has the form of a region's name.</summary>
    public static bool IsName(string text) => Pattern().IsMatch(text);

    /// <summary>A place, a direction and a number: us-east-1, us-gov-west-1, eusc-de-east-1.</summary>
    [GeneratedRegex(@"^[a-z]{2,8}(-[a-z]{1,16}){1,3}-[0-9]{1,2}\z")]
    private static partial Regex Pattern();

    /// <summary>
    /// Availability zones end in a letter; local and wavelength zones have a place of their own besides.
    /// </summary>
    [GeneratedRegex(@"^([a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2})(?:-[a-z0-9-]+)?[a-z]\z")]
    private static partial Regex Zone();
}
