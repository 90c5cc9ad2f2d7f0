namespace TimescaleVpc;

/// <summary>
/// Export-VpcTopology. Items: null, <see cref="VpcRef"/>, <see cref="PeeringRef"/> or <see cref="VpcPeering"/>, which
/// may be planned. Emits a <see cref="VpcDocument"/>, without a path the text itself.
/// </summary>
internal sealed record ExportTopologyRequest : StageRequest
{
    /// <summary>The full path of the file; null writes the text into the pipeline.</summary>
    public string? Path { get; init; }

    /// <summary>The form; null takes that of the name's ending, without a name a tree of text.</summary>
    public string? As { get; init; }

    /// <summary>Whether a file that is there is overwritten.</summary>
    public bool Force { get; init; }
}
