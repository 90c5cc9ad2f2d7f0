using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>What each adapter of a platform or a cloud has to be in, and what would be silent without it.</summary>
public sealed class AdapterTests
{
    /// <summary>They have a wire for those that send.</summary>
    private static readonly string[] Holders = ["AzureAccount", "AzureSignIn", "AwsTransport`1"];

    [Fact]
    public void Each_client_is_tried_with_its_secrets()
    {
        Assert.True(Slices.Platforms.Length >= 2 && Slices.Clouds.Length >= 2, string.Join(", ", Slices.Adapters));
        var folder = Path.Combine(Repository.Root, "tests", "TimescaleVpc.Tests", "Transport");
        var text = string.Concat(Directory.GetFiles(folder, "EveryClient*.cs").Select(File.ReadAllText));
        var clients = typeof(Wire).Assembly.GetTypes()
            .Where(type => Slices.Adapters.Contains(type.Namespace?.Split('.')[^1]) && !Holders.Contains(type.Name)
                && type.GetConstructors().Any(constructor => constructor.GetParameters()
                    .Any(parameter => parameter.ParameterType == typeof(Wire))))
            .Select(type => type.Name).ToArray();
        Assert.True(clients.Length > 6, string.Join(", ", clients));
        Assert.DoesNotContain(clients, client => !text.Contains($"new {client}(", StringComparison.Ordinal)
            && !text.Contains($"{client} ", StringComparison.Ordinal));
        Assert.All(Slices.Adapters, slice => Assert.Contains($"TimescaleVpc.Engine.{slice};", text));
    }
}
