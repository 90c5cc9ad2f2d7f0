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

/// <summary>The words for a cloud where peerings are made.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Title">Its name.</param>
/// <param name="Networks">Networks there.</param>
/// <param name="Parameter">What names one.</param>
/// <param name="Beginning">The commands that a peering with one begins with.</param>
internal sealed record CloudWords(Cloud Cloud, string Title, string Networks, string Parameter, string Beginning)
{
    public static readonly CloudWords[] All =
    [
        new(Cloud.Azure, "Azure", "Azure VNets", "-VNet", "Grant-AzurePeerRole -VNet NAME, then Add-VpcPeering."),
        new(Cloud.Aws, "AWS", "AWS VPCs", "-AwsVpc", "Add-VpcPeering -AwsVpc ID."),
    ];

    public static string Join(string separator, Func<CloudWords, string> words) =>
        string.Join(separator, All.Select(words));
}
