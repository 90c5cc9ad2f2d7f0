namespace TimescaleVpc.Engine.Errors;

/// <summary>
/// A change was sent and its outcome is not known: the reply was lost or said nothing certain. The caller looks at what
/// is there before it repeats anything. It never leaves the engine.
/// </summary>
internal sealed class UnknownOutcomeException(TimescaleVpcException error) : Exception(error.Message)
{
    /// <summary>The error if reading the state again does not help.</summary>
    public TimescaleVpcException Reported { get; } = error;
}
