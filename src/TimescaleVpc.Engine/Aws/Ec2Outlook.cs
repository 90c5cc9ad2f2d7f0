using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The changes that are to come in a region. Where one is refused for want of a right, EC2 is asked with DryRun about
/// the others, so that one error names all that lack. While nothing is refused it costs no request.
/// </summary>
internal sealed class Ec2Outlook(Ec2Api ec2, ItemContext context)
{
    private readonly List<(string Action, Func<Ec2Api, Task>? Change)> changes = [];

    /// <summary>Adds a change that is to come.</summary>
    /// <param name="action">The action, as a policy names it.</param>
    /// <param name="change">The change; null where what it is about is not there yet.</param>
    public void Expect(string action, Func<Ec2Api, Task>? change) => changes.Add((action, change));

    /// <summary>Does the work; a refused right is named together with all others that lack.</summary>
    public async Task<T> NamingAllAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Ec2Exception refusal) when (AwsRefusals.IsPlainDenial(refusal.Refusal))
        {
            var rights = await context.Clock.SideBySideAsync(changes, async item => item.Change is null
                ? new Ec2Right(item.Action, null, null) : await ec2.MayAsync(item.Action, item.Change));
            string[] lackingActions = [.. Names(rights.Where(right => right.IsAllowed == false))];
            string[] open = [.. Names(rights.Where(right => right.IsAllowed is null))];
            var error = AwsRefusals.ToError(refusal.Refusal, refusal.Action, refusal.Region, lackingActions);
            throw error.AlsoNeeding(
                [.. open.Where(action => !error.Message.Contains($"'{action}'", StringComparison.Ordinal))]);
        }
    }

    private static IEnumerable<string> Names(IEnumerable<Ec2Right> rights) =>
        rights.Select(right => right.Action).Distinct(StringComparer.Ordinal);
}
