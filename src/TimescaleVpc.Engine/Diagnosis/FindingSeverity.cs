namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>How much a finding weighs.</summary>
internal enum FindingSeverity
{
    /// <summary>It stops the peering, or traffic over it, now.</summary>
    Problem,

    /// <summary>It works now, but less safely than it was made, or not for long.</summary>
    Warning,

    /// <summary>Nothing is wrong: something is under way, or worth knowing.</summary>
    Notice,

    /// <summary>It could not be read, so nothing is known of it.</summary>
    Unknown,
}
