using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Whatever right of a cmdlet is refused, its other rights of the same sign-in are named with it.</summary>
public sealed class RightsAdviceTests
{
    private static readonly ErrorEntry[] Denials = [.. Catalogue.All.Where(entry => entry.Places.Length > 0)];

    [Fact]
    public void Each_right_of_each_cmdlet_brings_the_others()
    {
        var count = 0;
        foreach (var cmdlet in CmdletCatalogue.All)
        {
            var request = (StageRequest)Activator.CreateInstance(cmdlet.Request)!;
            foreach (var denial in Denials)
            {
                var all = cmdlet.All.Where(need => denial.Places.Contains(need.Where) && need.Without is null)
                    .Select(need => need.Permission).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
                foreach (var need in cmdlet.All.Where(need => need.Where == denial.Places[0]))
                {
                    var right = need.Permission;
                    var error = RightsAdvice.Complete(denial.For("x", right, right, right, right), request);
                    var text = $"{error.Message} {error.RecommendedAction}";
                    Assert.All(all, right => Assert.Contains(right, text, StringComparison.OrdinalIgnoreCase));
                    if (all.Length > 1)
                        Assert.Contains(cmdlet.Cmdlet, error.RecommendedAction, StringComparison.Ordinal);
                    Assert.Equal(
                        error.RecommendedAction.Contains("administrator only once", StringComparison.Ordinal),
                        all.Any(right => !Same(right, need.Permission)));
                    count++;
                }
            }
        }

        Assert.True(count > 100, $"{count}");
    }

    /// <summary>What the application lacks is said by the approval itself.</summary>
    [Fact]
    public void Every_place_is_tried() => Assert.Equal(
        [StepCatalogue.Application, StepCatalogue.TimescaleCloud],
        CmdletCatalogue.All.SelectMany(cmdlet => cmdlet.All).Select(need => need.Where)
            .Except(Denials.Select(denial => denial.Places[0])).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void An_error_that_names_no_right_stays_as_it_is()
    {
        var error = Catalogue.NotConnected.For(null);
        Assert.Same(error, RightsAdvice.Complete(error, new AddPeeringRequest()));
    }
}
