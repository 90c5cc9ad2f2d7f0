namespace TimescaleVpc.Engine.Aws;

/// <summary>What all resources of EC2 have.</summary>
internal interface IEc2Resource
{
    string Id { get; }

    IReadOnlyDictionary<string, string> Tags { get; }
}
