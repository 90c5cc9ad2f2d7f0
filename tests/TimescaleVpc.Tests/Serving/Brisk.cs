namespace TimescaleVpc.Tests.Serving;

/// <summary>
/// Platforms that are quicker than usual. Tests on real time turn this down rather than the speed up: with a fast clock
/// a busy machine's hiccup would look like the end of a time limit.
/// </summary>
internal static class Brisk
{
    public const double Speed = 60;

    public static void Set(VpcSandbox world)
    {
        var settings = world.Settings;
        settings.DirectoryReplication = Seconds(3);
        settings.SecretReplication = Seconds(4);
        settings.RolePropagation = Seconds(8);
        settings.PlatformRolePropagation = Seconds(8);
        settings.PeeringRequest = Seconds(8);
        settings.PlatformPoll = Seconds(8);
        settings.ServiceMove = Seconds(10);
        settings.DnsDelay = Seconds(5);
        settings.CloudVpcReady = Seconds(5);
        settings.CloudPeeringRequest = Seconds(8);
        settings.CloudPoll = Seconds(5);
    }

    private static TimeSpan Seconds(int number) => TimeSpan.FromSeconds(number);
}
