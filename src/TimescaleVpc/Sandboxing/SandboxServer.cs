using System.Text.Json;
using System.Text.Json.Nodes;

namespace TimescaleVpc;

/// <summary>The address of a sandbox server, as it writes it when it starts.</summary>
public sealed record SandboxServer : ILabelled
{
    internal SandboxServer(Uri uri, string token)
    {
        Uri = uri;
        Token = token;
    }

    /// <summary>The server's own address on this machine.</summary>
    public Uri Uri { get; }

    /// <summary>
    /// Plain http, which also is a proxy that leads to this server only; null if it was not asked for.
    /// </summary>
    public Uri? HttpUri { get; internal init; }

    /// <summary>
    /// File with the only certificate that is trusted on the way to it; null trusts what the machine trusts.
    /// </summary>
    public string? Certificate { get; internal init; }

    /// <summary>
    /// The SHA-256 of the server's certificate, in hexadecimal digits: no other is trusted. Null goes by the file.
    /// </summary>
    public string? Pin { get; internal init; }

    /// <summary>
    /// The file that another PowerShell joins with, which only its owner may read; null if none was asked for.
    /// </summary>
    public string? ConnectionFile { get; internal init; }

    /// <summary>The server's process.</summary>
    public int ProcessId { get; internal init; }

    /// <summary>Opens the server's own endpoint. Internal, so that no view and no JSON shows it.</summary>
    internal string Token { get; }

    /// <summary>The server as a child of this process; null if another process started it.</summary>
    internal IServerProcess? Process { get; init; }

    /// <summary>The address.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Uri.ToString();

    /// <summary>Reads the line that a server writes when it starts.</summary>
    /// <exception cref="FormatException">It is not such a line.</exception>
    internal static SandboxServer Parse(string line)
    {
        try
        {
            var node = JsonNode.Parse(line) ?? throw new FormatException("it is empty");
            return Uri.TryCreate((string?)node["uri"], UriKind.Absolute, out var uri)
                && (string?)node["token"] is { } token
                ? new SandboxServer(uri, token)
                {
                    HttpUri = Uri.TryCreate((string?)node["httpUri"], UriKind.Absolute, out var http) ? http : null,
                    Certificate = (string?)node["certificate"],
                    Pin = (string?)node["pin"],
                    ProcessId = (int?)node["processId"] ?? 0,
                }
                : throw new FormatException("'uri' or 'token' is missing");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException("it is not the JSON that a server writes", error);
        }
    }

    /// <summary>The line that <see cref="Parse"/> reads.</summary>
    internal string ToJson() => new JsonObject
    {
        ["uri"] = Uri.GetLeftPart(UriPartial.Authority),
        ["httpUri"] = HttpUri?.GetLeftPart(UriPartial.Authority),
        ["certificate"] = Certificate,
        ["pin"] = Pin,
        ["processId"] = ProcessId,
        ["token"] = Token,
    }.ToJsonString();
}
