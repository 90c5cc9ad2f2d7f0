using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>The Authorization header of Signature Version 4, taken apart.</summary>
internal sealed partial record Authorization(
    string KeyId, string Date, string Region, string Service, string[] SignedHeaders, string Signature)
{
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    public static Authorization? Parse(string header)
    {
        var match = Form().Match(header);
        if (!match.Success) return null;
        string Part(string name) => match.Groups[name].Value;
        return new Authorization(Part("key"), Part("date"), Part("region"), Part("service"),
            Part("headers").Split(';'), Part("signature"));
    }

    /// <summary>The regional host of a service that the header names; null if it names another one.</summary>
    public static string? NameFor(string header, string service) =>
        Parse(header) is { } item && item.Service == service ? $"{service}.{item.Region}.amazonaws.com" : null;

    [GeneratedRegex(@"^AWS4-HMAC-SHA256\s+Credential=(?<key>[^/\s]+)/(?<date>\d{8})/(?<region>[^/\s]+)/" +
        @"(?<service>[^/\s]+)/aws4_request,\s*SignedHeaders=(?<headers>[a-z0-9;-]+),\s*" +
        "Signature=(?<signature>[0-9a-f]{64})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
