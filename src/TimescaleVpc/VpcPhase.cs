namespace TimescaleVpc;

/// <summary>What a platform's word for the state of a VPC means, the same for all platforms.</summary>
internal enum VpcPhase
{
    /// <summary>The platform does not tell.</summary>
    Untold,

    /// <summary>The platform is at work, or says a word that is not known: wait.</summary>
    Building,

    /// <summary>It is made.</summary>
    Usable,

    /// <summary>It does not become usable.</summary>
    Failed,

    /// <summary>It is being deleted.</summary>
    Deleting,

    /// <summary>It was deleted, and may still be listed.</summary>
    Deleted,
}
