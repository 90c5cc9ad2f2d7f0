using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A timeout must be a second or longer: PowerShell takes a plain number for ticks.</summary>
internal sealed class ValidateTimeoutAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (LanguagePrimitives.TryConvertTo<TimeSpan>(arguments, out var span) && span.TotalSeconds >= 1) return;

        throw new ValidationMetadataException(
            $"{DisplayText.Of($"{arguments}")} is too short. Give a second or more, for example 00:30:00 for half "
            + "an hour; a plain number would count ticks.");
    }
}
