namespace TimescaleVpc.Commands;

/// <summary>Rejects input that PowerShell binds although its meaning is ambiguous.</summary>
internal static class Ambiguity
{
    /// <summary>The parameters that name a network of the user's.</summary>
    internal static string Networks => CloudWords.Join(" or ", cloud => cloud.Parameter);

    /// <summary>One piped string binds to two parameters, and PowerShell cannot distinguish them.</summary>
    internal static TimescaleVpcException OfText(string text, string network, string parameter) => new(
        "AmbiguousInput",
        ErrorKind.InvalidArgument,
        $"The text '{text}' came down the pipeline and could name the Timescale VPC or the {network}.",
        $"Give one of them as a parameter: -Vpc or {parameter}.",
        text);

    /// <summary>A peering is named by its VPC and one network.</summary>
    internal static TimescaleVpcException OfNetworks(VpcRef vpc) => new(
        "AmbiguousInput",
        ErrorKind.InvalidArgument,
        $"A peering of VPC '{vpc}' is meant, but not which one: exactly one network of yours must be named.",
        $"Give either {Networks}.",
        vpc.ToString());
}
