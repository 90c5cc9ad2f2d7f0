using System.Text;

namespace TimescaleVpc.Tests.Transport;

/// <summary>One request as it came over the line.</summary>
internal sealed record FarRequest(string Scheme, string Host, string Line, string Head, string Body)
{
    /// <summary>The origin that the client meant.</summary>
    public string Origin => $"{Scheme}://{Host}";

    public static async Task<FarRequest?> ReadAsync(Stream stream, bool isSecure)
    {
        var head = await LinesAsync(stream);
        if (head.Length == 0) return null;
        string? Header(string name) => head.FirstOrDefault(
            line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

        if (Header("Expect") is not null) await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        var body = new StringBuilder();
        if (Header("Transfer-Encoding") is not null)
        {
            while (await LineAsync(stream) is { } size && Convert.ToInt32(size, 16) is > 0 and var length)
            {
                body.Append(await BytesAsync(stream, length));
                await LineAsync(stream);
            }
        }
        else if (Header("Content-Length") is { } length)
        {
            body.Append(await BytesAsync(stream, int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return new FarRequest(
            isSecure ? "https" : "http", Header("Host") ?? "", head[0], string.Join('\n', head), body.ToString());
    }

    private static async Task<string[]> LinesAsync(Stream stream)
    {
        var lines = new List<string>();
        while (await LineAsync(stream) is { Length: > 0 } line) lines.Add(line);
        return [.. lines];
    }

    private static async Task<string?> LineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    private static async Task<string> BytesAsync(Stream stream, int length)
    {
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
