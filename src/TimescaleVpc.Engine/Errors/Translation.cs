using TimescaleVpc.Engine.Clouds.Aws;
using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Platforms.TimescaleCloud;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Errors;

/// <summary>The last way out of the engine: whatever was thrown becomes an error of the catalogue.</summary>
internal static class Translation
{
    /// <param name="error">What was thrown.</param>
    /// <param name="target">What was worked on.</param>
    public static TimescaleVpcException Of(Exception error, object? target) => error switch
    {
        TimescaleVpcException ours => ours,
        UnknownOutcomeException unknown => unknown.Reported,
        EntraException entra => entra.ToError(),
        TokenRefusedException token => token.ToError(),
        Ec2Exception aws => aws.ToError(),
        CloudException cloud => cloud.ToError(),
        _ when WireException.In(error) is { } wire => wire.ToError(target, "a request"),
        HttpRequestException or IOException =>
            Catalogue.ConnectionLost.For(target, "the network", "a request", error.GetBaseException().GetType().Name),
        _ => Catalogue.UnexpectedError.For(target, error.GetType().Name),
    };
}
