using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// A copy of a server's settings that scripts can change. Their changes are sent before the next request; the changes
/// of others are read with the settings.
/// </summary>
internal sealed class RemoteSettings(ServerLink link)
{
    private readonly object sync = new();
    private readonly SandboxSettings copy = new();
    private JsonObject? serverSettings;

    public SandboxSettings Value
    {
        get
        {
            lock (sync)
            {
                Send();
                SettingsJson.Apply(copy, link.Ask<JsonObject>(HttpMethod.Get, "settings"));
                serverSettings = SettingsJson.Write(copy);
                return copy;
            }
        }
    }

    /// <summary>Sends the changes since the last time.</summary>
    public void Send()
    {
        lock (sync)
        {
            // The copy was not read yet.
            if (serverSettings is null) return;
            var now = SettingsJson.Write(copy);
            var changes = now.Where(pair => !JsonNode.DeepEquals(pair.Value, serverSettings[pair.Key])).ToArray();
            if (changes.Length == 0) return;
            link.Do(HttpMethod.Put, "settings",
                new JsonObject(changes.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
            serverSettings = now;
        }
    }
}
