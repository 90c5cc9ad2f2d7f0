using TimescaleVpc.Engine.Recording;

namespace TimescaleVpc.Engine.Topology;

/// <summary>What is drawn, as JSON.</summary>
internal static class TopologyJson
{
    public static string Write(TopologyMap map)
    {
        var data = (JsonObject)JsonSerializer.SerializeToNode(map, JsonText.Plain)!;
        data.Insert(0, "format", "TimescaleVpc topology");
        data.Insert(1, "version", 1);
        return JsonText.Page(data);
    }
}
