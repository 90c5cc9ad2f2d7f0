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

/// <summary>What records say of a cloud.</summary>
internal static class CloudWords
{
    /// <summary>The commands that a peering with a network there begins with; none where none can be made.</summary>
    public static readonly IReadOnlyDictionary<Cloud, string> Beginnings = new Dictionary<Cloud, string>
    {
        [Cloud.Azure] = "Grant-AzurePeerRole -VNet NAME, then Add-VpcPeering.",
        [Cloud.Aws] = "Add-VpcPeering -AwsVpc ID.",
    };
}
