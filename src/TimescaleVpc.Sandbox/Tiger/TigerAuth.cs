using System.Text;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>HTTP Basic with the public and the secret key.</summary>
internal static class TigerAuth
{
    private const string Key = "a key of the project";

    public static TigerProject Authenticate(SimulatedRequest request)
    {
        request.RecordPermission(Key);
        var parts = request.Header("Authorization")?.Split(' ', 2) ?? [];
        if (parts.Length != 2 || !Same(parts[0], "Basic")) throw Refused("missing or unknown authorization");
        var pair = Decode(parts[1].Trim()).Split(':', 2);
        return pair.Length == 2
            && request.World.Tiger.Projects.Find(item => item.HasKeys(pair[0], pair[1])) is { } project
                ? project
                : throw Refused("invalid credentials");
    }

    private static RefusalException Refused(string message) => TigerErrors.Refuse(401, "UNAUTHORIZED", message);

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
