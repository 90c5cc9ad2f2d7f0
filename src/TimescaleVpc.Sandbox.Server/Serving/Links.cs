using System.Text.RegularExpressions;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// Rewrites links in responses, such as the next page or a running operation. They name the platform's host; a client
/// that used another address gets links to that address.
/// </summary>
internal sealed partial class Links(string host, string origin)
{
    private readonly string platform = $"https://{host}/";

    /// <summary>A header that is an address.</summary>
    public string InHeader(string name, string value) =>
        name is "Location" or "Azure-AsyncOperation" ? Turned(value) : value;

    /// <summary>The members of a JSON text that are addresses to go to; all others stay.</summary>
    public string InBody(string json) =>
        Member().Replace(json, match => match.Groups[1].Value + Turned(match.Groups[2].Value));

    private string Turned(string address) => address.StartsWith(platform, StringComparison.OrdinalIgnoreCase)
        ? origin + address[(platform.Length - 1)..]
        : address;

    [GeneratedRegex("""("(?:(?:@odata\.)?nextLink|\w+_endpoint)":")([^"]+)""")]
    private static partial Regex Member();
}
