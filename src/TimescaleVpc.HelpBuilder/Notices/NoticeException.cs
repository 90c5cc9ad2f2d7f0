namespace TimescaleVpc.HelpBuilder.Notices;

/// <summary>
/// Something of others that would ship without its licence. Its text is in the form that builds take for an error.
/// </summary>
internal sealed class NoticeException(string what, string message) : Exception(message)
{
    public override string ToString() => $"{what}: error NOTICE: {Message}";
}
