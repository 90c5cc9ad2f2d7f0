using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// What a cmdlet needs of the same sign-in beside the right that was refused, so that an administrator is asked once.
/// </summary>
internal static class RightsAdvice
{
    /// <param name="error">What has failed; an error that names no right comes back as it is.</param>
    /// <param name="request">What was asked.</param>
    public static TimescaleVpcException Complete(TimescaleVpcException error, StageRequest request)
    {
        if (Catalogue.All.FirstOrDefault(entry => entry.Id == error.ErrorId) is not { Places: { Length: > 0 } places }
            || CmdletCatalogue.Find(request) is not { } needs) return error;
        if (error.AlsoNeeded is { } others)
            return others.Count == 0 ? error : error.Advising(Words(needs.Cmdlet, "needs", others));

        string[] rights =
        [
            .. places.SelectMany(place => needs.All.Where(need => need.Where == place && need.Without is null))
                .Select(need => need.Permission).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(right => !error.Message.Contains($"{right}'", StringComparison.OrdinalIgnoreCase)
                    && !error.Message.Contains($"{right})", StringComparison.OrdinalIgnoreCase)),
        ];
        return rights.Length == 0 ? error : error.Advising(Words(needs.Cmdlet, "may need", rights));
    }

    private static string Words(string cmdlet, string verb, IEnumerable<string> rights) =>
        "To ask your administrator only once, ask for these as well, which "
        + $"{cmdlet} {verb}: {string.Join(", ", rights)}.";
}
