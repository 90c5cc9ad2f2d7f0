namespace TimescaleVpc.Commands;

/// <summary>Takes the failure of a piece of work from the pump to the cmdlet, and no further.</summary>
internal sealed class PumpFailure(Exception failure, object? input = null) : Exception(failure.Message)
{
    /// <summary>The failure.</summary>
    internal Exception Failure { get; } = failure;

    /// <summary>The pipeline object that was worked on.</summary>
    internal object? Given { get; } = input;
}
