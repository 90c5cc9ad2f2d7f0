namespace TimescaleVpc;

/// <summary>The engine's output to its caller. Calls may come from any thread.</summary>
internal interface ISink
{
    /// <summary>True under -WhatIf: nothing may be changed, planned objects are written instead.</summary>
    bool Planning { get; }

    /// <summary>Emits a result.</summary>
    void Output(object value);

    /// <summary>Reports the failure of one item; the others go on.</summary>
    void Error(TimescaleVpcException error);

    /// <summary>Writes a warning that the user should act on. It does not wait until that is shown.</summary>
    void Warning(string text);

    /// <summary>
    /// Returns when all warnings are shown, where showing them may end the work (-WarningAction Stop, Inquire). Call it
    /// before each change.
    /// </summary>
    Task WarnedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Writes what is done, and to which id.</summary>
    void Verbose(string text);

    /// <summary>Whether <see cref="Debug"/> shows anything. Its text costs time in each request.</summary>
    bool ShowsDebug => true;

    /// <summary>Wire detail, redacted.</summary>
    void Debug(string text);

    /// <summary>Shows a step that -WhatIf keeps from being done.</summary>
    void WhatIf(PeeringStep step);

    /// <summary>Shows the progress of a wait.</summary>
    void Progress(WaitProgress progress);

    /// <summary>Asks for confirmation of one change (-Confirm). True where no confirmation is required.</summary>
    Task<bool> ConfirmAsync(PeeringStep step, CancellationToken cancel);

    /// <summary>Asks a question that only -Force or -Confirm:$false answers beforehand.</summary>
    Task<bool> AskAsync(string question, string caption, CancellationToken cancel);
}
