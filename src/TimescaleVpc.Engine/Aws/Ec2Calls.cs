using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Calls of EC2 that may be repeated as they are.</summary>
internal static class Ec2Calls
{
    /// <summary>A step whose call says what is to be: repeated it says the same, and "already so" is success.</summary>
    public static Task EnsureAsync(
        this StepRunner runner, PeeringStep step, Func<Task> call, CancellationToken cancel, string? before = null,
        params string[] isDone) =>
        runner.DoAsync(
            step, () => RepeatAsync(runner.Context, call, error => error.Is(isDone)), cancel, before: before);

    /// <summary>A call that is repeated while its outcome is unknown.</summary>
    /// <param name="context">What the work has at hand.</param>
    /// <param name="call">The call.</param>
    /// <param name="isDone">Whether a refusal says that there is nothing left to do.</param>
    /// <returns>False if it was so before: another run or user was faster.</returns>
    public static async Task<bool> RepeatAsync(ItemContext context, Func<Task> call, Func<Ec2Exception, bool> isDone)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return true;
            }
            catch (Ec2Exception error) when (isDone(error))
            {
                return attempt > 1;
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
        }
    }
}
