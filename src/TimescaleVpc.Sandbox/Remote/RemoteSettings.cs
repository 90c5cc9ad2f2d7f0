using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// A copy of a server's settings that scripts can change. What they changed is sent before the next request; what
/// others changed is taken over when the settings are looked at.
/// </summary>
internal sealed class RemoteSettings(ServerLink link)
{
    private readonly object _gate = new();
    private readonly SandboxSettings _copy = new();
    private JsonObject? _known;

    public SandboxSettings Value
    {
        get
        {
            lock (_gate)
            {
                Send();
                SettingsJson.Apply(_copy, link.Ask<JsonObject>(HttpMethod.Get, "settings"));
                _known = SettingsJson.Write(_copy);
                return _copy;
            }
        }
    }

    /// <summary>Sends what was changed here since.</summary>
    public void Send()
    {
        lock (_gate)
        {
            // Nobody has seen the copy yet.
            if (_known is null) return;
            var now = SettingsJson.Write(_copy);
            var changed = now.Where(pair => !JsonNode.DeepEquals(pair.Value, _known[pair.Key])).ToArray();
            if (changed.Length == 0) return;
            link.Do(HttpMethod.Put, "settings",
                new JsonObject(changed.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
            _known = now;
        }
    }
}
