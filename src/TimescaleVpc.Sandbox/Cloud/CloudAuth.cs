using System.Text;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>HTTP Basic with the public and the secret key.</summary>
internal static class CloudAuth
{
    private const string Key = "a key of the project";

    public static CloudProject Authenticate(Call call)
    {
        call.Demand(Key);
        var parts = call.Header("Authorization")?.Split(' ', 2) ?? [];
        if (parts.Length != 2 || !parts[0].Same("Basic")) throw Refused("missing or unknown authorization");
        var pair = Decode(parts[1].Trim()).Split(':', 2);
        return pair.Length == 2 && call.World.Cloud.Projects.Find(item => item.IsOpenedBy(pair[0], pair[1])) is { } own
            ? own
            : throw Refused("invalid credentials");
    }

    private static RefusalException Refused(string message) => CloudErrors.Refuse(401, "UNAUTHORIZED", message);

    private static string Decode(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
