namespace TimescaleVpc;

/// <summary>Get-VpcChange. Item: null. Emits each <see cref="VpcChange"/> of the session.</summary>
internal sealed record GetChangeRequest : StageRequest;

/// <summary>
/// Export-VpcChange. Items: null, for the session's record, or arrays of <see cref="VpcChange"/>. Emits a
/// <see cref="VpcDocument"/>.
/// </summary>
internal sealed record ExportChangeRequest : StageRequest
{
    /// <summary>The full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether a file that is there is overwritten.</summary>
    public bool Force { get; init; }
}

/// <summary>
/// Compare-VpcChange. Items: arrays of planned <see cref="VpcChange"/>. Emits each <see cref="VpcChangeDifference"/>.
/// </summary>
internal sealed record CompareChangeRequest : StageRequest
{
    /// <summary>What was done; null means the session's record.</summary>
    public VpcChange[]? Change { get; init; }
}
