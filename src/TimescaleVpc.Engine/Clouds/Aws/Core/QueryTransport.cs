using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>Calls to AWS in one region: credentials first, then the call; every failure becomes one of ours.</summary>
internal sealed class QueryTransport(QueryService service, string region, Uri endpoint, AwsSignIn signIn, Wire wire)
    : IDisposable
{
    private QueryClient? client;

    public string Region => region;

    /// <returns>The answer; never null.</returns>
    public async Task<XElement> SendAsync(QueryCall call, CancellationToken cancel)
    {
        // Asked for at every call: the SDK keeps them and renews them in time. Its failures say nothing about EC2.
        var credentials = await signIn.GetAsync(cancel);
        try
        {
            client ??= new QueryClient(
                service, credentials, new QueryConfig(service, region, endpoint, wire.Client), wire.Pace);
            var answer = await client.SendAsync(call, cancel);
            // A page of somebody in between may be good XML, too.
            return Same(answer.Body?.Name.LocalName, call.Action + "Response") ? answer.Body! : throw Unreadable(call);
        }
        catch (TypeInitializationException error)
        {
            // The SDK reads its shared files once in a process, whatever they are needed for.
            throw Catalogue.AwsProfileFileUnreadable.For(
                null, "AWS's shared files", error.GetBaseException().GetType().Name);
        }
        catch (AmazonServiceException error)
        {
            throw Refused(call, error);
        }
        catch (Exception error) when (IsBroken(error, cancel))
        {
            var lost = Catalogue.ConnectionLost.For(endpoint.Host, endpoint.Host, Name(call), Reason(error));
            throw call.Changes ? new UnknownOutcomeException(lost) : lost;
        }
    }

    /// <summary>What to throw for an answer that came, but cannot be used.</summary>
    public Exception Unreadable(QueryCall call)
    {
        var unreadable = Catalogue.UnreadableAnswer.For(endpoint.Host, endpoint.Host, Name(call), 200);
        return call.Changes ? new UnknownOutcomeException(unreadable) : unreadable;
    }

    public void Dispose() => client?.Dispose();

    /// <summary>The SDK hides some of them in exceptions of its own.</summary>
    private static bool IsBroken(Exception error, CancellationToken cancel) =>
        error is HttpRequestException or IOException or WebException or AmazonClientException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    private static string Reason(Exception error) =>
        error is OperationCanceledException ? "no answer in time" : error.GetBaseException().GetType().Name;

    private Exception Refused(QueryCall call, AmazonServiceException error)
    {
        var status = (int)error.StatusCode;
        // An answer was promised and something else came, such as the page of a proxy that says 200.
        if (status is >= 200 and < 300) return Unreadable(call);

        var refusal = new Ec2Exception(Name(call), region, status, error.ErrorCode ?? "", error.Message);
        return call.Changes && status >= 500 && !Throttling.IsCode(refusal.Code)
            ? new UnknownOutcomeException(refusal.ToError()) : refusal;
    }

    private string Name(QueryCall call) => $"{service.Name}:{call.Action}";
}
