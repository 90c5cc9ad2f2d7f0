namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>The parties that a finding may wait for.</summary>
internal static class Turns
{
    public const string You = "You";
    public const string Platform = "Platform";
    public const string Identity = "Identity team";
    public const string Network = "Network team";
}
