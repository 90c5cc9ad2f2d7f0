namespace TimescaleVpc;

/// <summary>The cloud that a network lies in.</summary>
internal enum Cloud
{
    /// <summary>A cloud whose networks this module shows, but cannot peer, such as Google Cloud.</summary>
    Other,

    /// <summary>Microsoft Azure.</summary>
    Azure,

    /// <summary>Amazon Web Services.</summary>
    Aws,
}
