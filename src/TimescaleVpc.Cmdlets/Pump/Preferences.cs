using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;

namespace TimescaleVpc.Commands;

/// <summary>
/// The user's preferences for streams and confirmation, read once on the pipeline thread, since work on other threads
/// needs them.
/// </summary>
internal sealed class Preferences
{
    /// <summary>PowerShell's own limit, the default of $PSStyle.Progress.MaxWidth.</summary>
    private const int WidestBar = 120;

    /// <summary>
    /// PowerShell's own host without a user interface, which a thread job runs in: it only keeps records in the job.
    /// </summary>
    private const string JobHost = "Default Host";

    internal Preferences(PSCmdlet cmdlet, Func<string, object?> variable)
    {
        var attribute = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()!;
        var parameters = cmdlet.MyInvocation.BoundParameters;

        bool? Switch(string name) => parameters.TryGetValue(name, out var value) ? (SwitchParameter)value : null;
        bool Shows(string name) =>
            variable(name + "Preference")?.ToString() is { } word
            && !Same(word, "SilentlyContinue")
            && !Same(word, "Ignore");

        Debug = Switch("Debug") ?? Shows("Debug");

        // With -Debug alone, PowerShell asks after each verbose line whether to go on (measured).
        Verbose = Switch("Verbose") ?? (Switch("Debug") is not true && Shows("Verbose"));
        var hasScreen = HasScreen(cmdlet);
        ShowsProgress = hasScreen && !IsUnattended || cmdlet.Host?.Name == JobHost;
        Width = hasScreen ? Math.Min(cmdlet.Host!.UI.RawUI.WindowSize.Width, WidestBar) : WidestBar;
        var warning = parameters.TryGetValue("WarningAction", out var parameter)
            ? parameter
            : variable("WarningPreference");
        WarningsAsk = Is(warning, ActionPreference.Inquire);
        WarningsMayEnd = WarningsAsk || Is(warning, ActionPreference.Stop) || Switch("Debug") is true;
        // What only reads or waits takes -WhatIf where a plan passes through it, and has nothing to confirm.
        WhatIf = Switch("WhatIf") is true;
        if (!attribute.SupportsShouldProcess) return;

        WhatIf = Switch("WhatIf") ?? LanguagePrimitives.IsTrue(variable("WhatIfPreference"));
        var confirm = Switch("Confirm");
        ConfirmedBeforehand = confirm is false;
        var threshold = confirm switch
        {
            true => ConfirmImpact.Low,
            false => ConfirmImpact.None,
            null => LanguagePrimitives.TryConvertTo<ConfirmImpact>(variable("ConfirmPreference"), out var preference)
                ? preference
                : ConfirmImpact.High,
        };
        MayAsk = threshold != ConfirmImpact.None && attribute.ConfirmImpact >= threshold;
    }

    private static bool Is(object? value, ActionPreference preference) =>
        LanguagePrimitives.TryConvertTo<ActionPreference>(value, out var action) && action == preference;

    /// <summary>Whether a warning asks whether to go on.</summary>
    internal bool WarningsAsk { get; }

    /// <summary>Whether showing a warning may end the cmdlet.</summary>
    internal bool WarningsMayEnd { get; }

    /// <summary>Whether verbose text is wanted.</summary>
    internal bool Verbose { get; }

    /// <summary>Whether debug text is wanted.</summary>
    internal bool Debug { get; }

    /// <summary>Whether -WhatIf is in force for this cmdlet.</summary>
    internal bool WhatIf { get; }

    /// <summary>Whether ShouldProcess would ask.</summary>
    internal bool MayAsk { get; }

    /// <summary>Whether -Confirm:$false was given.</summary>
    internal bool ConfirmedBeforehand { get; }

    /// <summary>The columns that a progress bar has.</summary>
    internal int Width { get; }

    /// <summary>Whether progress is shown, or kept in a job.</summary>
    internal bool ShowsProgress { get; }

    // Progress records have hung unattended hosts.
    private static bool IsUnattended { get; } = Array.Exists(
        Environment.GetCommandLineArgs(),
        argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));

    // PowerShell wraps a host's missing screen in an object that is there and fails when it is used (measured).
    private static bool HasScreen(PSCmdlet cmdlet)
    {
        try
        {
            return cmdlet.Host?.UI?.RawUI is { } screen && screen.WindowSize.Width > 0;
        }
        catch (Exception error) when (error is HostException or InvalidOperationException or NotSupportedException
            or NotImplementedException or IOException)
        {
            return false;
        }
    }
}
