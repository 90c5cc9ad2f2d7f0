namespace TimescaleVpc.Sandbox.Http;

/// <summary>A rule of the platform stops the request here; carries the platform's answer.</summary>
internal sealed class RefusalException(Answer answer) : Exception($"Refused with {answer.Status}.")
{
    public Answer Answer { get; } = answer;
}
