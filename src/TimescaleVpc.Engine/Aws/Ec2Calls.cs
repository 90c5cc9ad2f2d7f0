using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Calls of EC2 that may be repeated as they are.</summary>
internal static class Ec2Calls
{
    /// <summary>These calls say what is to be; repeating one says the same, and "already so" is success.</summary>
    public static async Task TolerantAsync(ItemContext context, Func<Task> call, params string[] fine)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return;
            }
            catch (Ec2Exception error) when (error.Is(fine))
            {
                return;
            }
            catch (UnknownOutcomeException error)
            {
                if (!context.MayTryAgain(attempt)) throw error.Reported;
            }
        }
    }
}
