namespace TimescaleVpc.Commands;

/// <summary>One piped string binds to two parameters, and PowerShell has no way to tell them apart.</summary>
internal static class Ambiguity
{
    internal static TimescaleVpcException Error(string text, string network, string parameter) => new(
        "AmbiguousInput",
        ErrorKind.InvalidArgument,
        $"The text '{text}' came down the pipeline and could name the VPC or the {network}.",
        $"Give one of them as a parameter: -Vpc or {parameter}.",
        text);
}
