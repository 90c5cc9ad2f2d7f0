using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Refuses -WhatIf on a cmdlet that changes nothing, before the pipeline begins. Without it PowerShell would only say
/// that there is no such parameter; taken silently, the stages after it would change things.
/// </summary>
internal sealed class NothingToPlanAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (!LanguagePrimitives.IsTrue(arguments)) return;

        throw new ValidationMetadataException(
            "This cmdlet changes nothing, so there is nothing to plan. Give -WhatIf to the first cmdlet of the "
            + "pipeline that changes something, for example Grant-AzurePeerRole -WhatIf: the cmdlets after it then "
            + "plan as well.");
    }
}
