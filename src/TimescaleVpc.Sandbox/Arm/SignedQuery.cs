using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>
/// The query of an operation's address: time, certificate, signature and hash, more than 3,000 characters that are
/// opaque to a client and must be returned unchanged.
/// </summary>
internal static class SignedQuery
{
    public static string Of(string path, string? version, DateTimeOffset time)
    {
        var ticks = time.Ticks.ToString(CultureInfo.InvariantCulture);
        return $"?api-version={version}&t={ticks}&c=MIIHhzCCBm-gAw{Text("c", 2_500)}"
            + $"&s={Text("s", 342)}&h={Text("h", 43)}";

        string Text(string part, int length)
        {
            var text = new StringBuilder(length + 86);
            for (var block = 0; text.Length < length; block++)
                text.Append(Convert.ToBase64String(
                    SHA512.HashData(Encoding.UTF8.GetBytes($"{path}|{ticks}|{part}|{block}"))).TrimEnd('='));
            text.Replace('+', '-').Replace('/', '_');
            return text.ToString(0, length);
        }
    }
}
