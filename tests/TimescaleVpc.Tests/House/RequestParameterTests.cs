using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using TimescaleVpc.Commands;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// A parameter gets into its request by its name. What does not fit would be left out without a word, so it is looked
/// at here: each property of a request is set by a parameter of that name and type, or by the cmdlet in so many words.
/// </summary>
public sealed partial class RequestParameterTests
{
    private static readonly string[] OfEach = ["CurrentSession", "Session", "Timeout"];

    public static TheoryData<string, string, string> Requests()
    {
        var data = new TheoryData<string, string, string>();
        var folder = Path.Combine(Repository.Root, "src", "TimescaleVpc.Cmdlets", "Commands");
        foreach (var text in Directory.GetFiles(folder, "*.cs").Select(File.ReadAllText))
        {
            var cmdlet = Cmdlet().Match(text).Groups[1].Value;
            foreach (Match match in Request().Matches(text))
                data.Add(cmdlet, match.Groups[1].Value, match.Groups[2].Value);
        }

        return data;
    }

    [Fact]
    public void Every_cmdlet_that_takes_parameters_into_a_request_is_looked_at() =>
        Assert.True(Requests().Count > 20, $"{Requests().Count}");

    [Theory]
    [MemberData(nameof(Requests))]
    public void Each_property_of_a_request_has_a_parameter(string cmdlet, string request, string words)
    {
        var type = typeof(StageCommand).Assembly.GetType($"TimescaleVpc.Commands.{cmdlet}", throwOnError: true)!;
        var record = typeof(StageRequest).Assembly.GetType($"TimescaleVpc.{request}", throwOnError: true)!;
        var parameters = type.GetProperties()
            .Where(item => item.GetCustomAttributes<ParameterAttribute>().Any()).ToDictionary(item => item.Name);
        var set = Member().Matches(words).Select(match => match.Groups[1].Value).ToHashSet();

        foreach (var property in record.GetProperties().Where(item => item.CanWrite && !set.Contains(item.Name)))
        {
            var parameter = parameters.GetValueOrDefault(property.Name);
            var fits = parameter is not null && RequestParameters.Fits(parameter.PropertyType, property.PropertyType);
            var isFree = parameter is null && OfEach.Contains(property.Name);
            Assert.True(
                fits || isFree,
                $"{request}.{property.Name} of {cmdlet}");
        }
    }

    [GeneratedRegex(@"class (\w+)")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"new (\w+Request)\(\)(?:\)|\.From\(this\))(?: with\s*\{(.*?)\};)?", RegexOptions.Singleline)]
    private static partial Regex Request();

    [GeneratedRegex(@"(\w+) =\s")]
    private static partial Regex Member();
}
