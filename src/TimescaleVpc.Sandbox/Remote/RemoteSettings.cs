using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// A copy of a server's settings that scripts can change. What they changed is sent before the next request; what
/// others changed is taken over when the settings are looked at.
/// </summary>
internal sealed class RemoteSettings(ServerLink link)
{
    private readonly object gate = new();
    private readonly SandboxSettings copy = new();
    private JsonObject? known;

    public SandboxSettings Value
    {
        get
        {
            lock (gate)
            {
                Send();
                SettingsJson.Apply(copy, link.Ask<JsonObject>(HttpMethod.Get, "settings"));
                known = SettingsJson.Write(copy);
                return copy;
            }
        }
    }

    /// <summary>Sends what was changed here since.</summary>
    public void Send()
    {
        lock (gate)
        {
            // Nobody has seen the copy yet.
            if (known is null) return;
            var now = SettingsJson.Write(copy);
            var changed = now.Where(pair => !JsonNode.DeepEquals(pair.Value, known[pair.Key])).ToArray();
            if (changed.Length == 0) return;
            link.Do(HttpMethod.Put, "settings",
                new JsonObject(changed.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
            known = now;
        }
    }
}
