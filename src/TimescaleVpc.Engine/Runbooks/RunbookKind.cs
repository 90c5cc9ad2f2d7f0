namespace TimescaleVpc.Engine.Runbooks;

/// <summary>What a runbook is for.</summary>
internal enum RunbookKind
{
    /// <summary>It makes peerings.</summary>
    Peer,

    /// <summary>It takes peerings back.</summary>
    Undo,

    /// <summary>It looks what has changed.</summary>
    Drift,
}
