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
    [InlineData("AWSConfigs")]
    [InlineData("CorrectClockSkew")]
    [InlineData("FallbackRegionFactory")]
    [InlineData("RuntimePipelineCustomizerRegistry")]
    public void No_setting_of_AWSs_SDK_for_the_whole_process_is_touched(string name) => Assert.Empty(FilesWith(name));

    private static string[] FilesWith(string text)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        return [.. files.Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal))];
    }
}
