using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>What AWS's SDK keeps to itself may change with any of its versions: one file depends on it.</summary>
public sealed class SdkInnerPartsTests
{
    [Fact]
    public void One_file_names_inner_parts_of_AWSs_SDK() =>
        Assert.Equal(["SessionSigner.cs"], FilesWith("Amazon.Runtime.Internal").Select(Path.GetFileName));

    /// <summary>They hold for the whole process, which may have other users of the SDK.</summary>
    [Theory]
    [InlineData("CorrectClockSkew")]
    [InlineData("FallbackRegionFactory")]
    [InlineData("RuntimePipelineCustomizerRegistry")]
    public void No_setting_of_AWSs_SDK_for_the_whole_process_is_touched(string name) => Assert.Empty(FilesWith(name));

    /// <summary>
    /// The exceptions: whom the SDK's own sign-ins are sent by, and that nothing is reported to a monitor. Nothing else
    /// makes them keep off redirects, and the module's copy of the SDK has no other user.
    /// </summary>
    [Fact]
    public void Of_AWSs_SDK_only_the_maker_of_HTTP_clients_and_the_monitor_are_set_for_all()
    {
        var file = Assert.Single(FilesWith("AWSConfigs"));
        Assert.Equal("SdkHttp.cs", Path.GetFileName(file));
        Assert.Equal(3, File.ReadAllText(file).Split("AWSConfigs").Length);
        Assert.Contains("AWSConfigs.CSMConfig.CSMEnabled = false", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Contains("AWSConfigs.HttpClientFactory = ", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static string[] FilesWith(string text)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        return [.. files.Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal))];
    }
}
