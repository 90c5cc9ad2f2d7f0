using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>A platform's refusal whose cause decides whether, and when, the request can be sent again.</summary>
internal abstract class PlatformException(PlatformRefusal refusal) : RefusalException(refusal)
{
    /// <summary>Not there; also said of a VPC that is not ready yet.</summary>
    public abstract bool IsNotFound { get; }

    /// <summary>At work on an earlier change, and will take this one later.</summary>
    public abstract bool IsBusy { get; }

    /// <summary>A quota is used up.</summary>
    public abstract bool IsLimit { get; }
}
