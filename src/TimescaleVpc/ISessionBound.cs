namespace TimescaleVpc;

/// <summary>What came out of a session, or names something that did: that is the session it is worked on in.</summary>
internal interface ISessionBound
{
    /// <summary>The session; null if it is bound to none.</summary>
    TimescaleSession? Session { get; }

    /// <summary>The session of a part that must be of the same one; null if there is no such part.</summary>
    TimescaleSession? PartSession => null;
}
