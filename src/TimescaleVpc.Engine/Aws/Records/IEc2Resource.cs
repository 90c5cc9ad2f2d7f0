namespace TimescaleVpc.Engine.Aws;

/// <summary>The common members of all resources of EC2.</summary>
internal interface IEc2Resource
{
    string Id { get; }

    IReadOnlyDictionary<string, string> Tags { get; }
}
