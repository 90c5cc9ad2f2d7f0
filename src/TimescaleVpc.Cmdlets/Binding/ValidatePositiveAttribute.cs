using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A span of time must be longer than zero.</summary>
internal sealed class ValidatePositiveAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (LanguagePrimitives.TryConvertTo<TimeSpan>(arguments, out var span) && span > TimeSpan.Zero) return;

        throw new ValidationMetadataException(
            $"{arguments} is not a time to wait for. Give one longer than zero, for example 00:30:00 for half an hour.");
    }
}
