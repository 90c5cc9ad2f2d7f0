using System.Xml;
using Amazon.Runtime;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Calls of one service in one region: credentials first, then the call; every failure becomes one of ours.
/// </summary>
internal sealed class AwsTransport<TClient>(
    AwsService service, string region, Uri endpoint, Wire wire, AwsSignIn signIn, Func<AWSCredentials, TClient> create)
    : IDisposable
    where TClient : AmazonServiceClient
{
    private Opened? openClient;

    public string Region => region;

    /// <summary>A call that changes nothing.</summary>
    public Task<T> ReadAsync<T>(Func<TClient, Task<T>> call, CancellationToken cancel)
        where T : AmazonWebServiceResponse => SendAsync(call, changes: false, mayRepeat: true, cancel);

    /// <summary>A call that changes something: if its answer is lost, the outcome is unknown.</summary>
    /// <param name="call">The call.</param>
    /// <param name="mayRepeat">Whether it ends in the same state when it is done twice.</param>
    /// <param name="cancel">Stops the call.</param>
    public Task<T> ChangeAsync<T>(Func<TClient, Task<T>> call, bool mayRepeat, CancellationToken cancel)
        where T : AmazonWebServiceResponse => SendAsync(call, changes: true, mayRepeat, cancel);

    /// <summary>The exception for a response that cannot be used.</summary>
    public Exception Unreadable(AmazonWebServiceResponse answer, bool changes = false) =>
        Unreadable(Action(answer.GetType()), changes);

    public void Dispose() => openClient?.Client.Dispose();

    private async Task<T> SendAsync<T>(
        Func<TClient, Task<T>> call, bool changes, bool mayRepeat, CancellationToken cancel)
        where T : AmazonWebServiceResponse
    {
        // Asked for at every call: the SDK keeps them and renews them in time. Its failures say nothing about EC2.
        var credentials = await signIn.GetAsync(cancel, wire);
        var action = Action(typeof(T));
        AwsCall.Begin(Name(typeof(T)), mayRepeat, changes);
        try
        {
            return await call(Client(credentials));
        }
        catch (TypeInitializationException error)
        {
            // The SDK reads its shared files once in a process, whatever they are needed for.
            throw Catalogue.AwsProfileFileUnreadable.For(
                null, "AWS's shared files", error.GetBaseException().GetType().Name);
        }
        catch (RefusedException error)
        {
            throw Refused(action, changes, error.Refusal);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw Unreadable(action, changes);
        }
        catch (Exception error) when (IsLost(error, cancel))
        {
            throw WireException.Report(error, endpoint.Host, endpoint.Host, action, changes);
        }
    }

    /// <summary>A client keeps its credentials, and a new sign-in brings others.</summary>
    private TClient Client(AWSCredentials credentials)
    {
        var client = openClient;
        if (client?.Credentials != credentials) openClient = client = new Opened(credentials, create(credentials));
        return client.Client;
    }

    /// <summary>The SDK names the type of an answer after the action.</summary>
    private static string Name(Type answer) => answer.Name[..^"Response".Length];

    private string Action(Type answer) => $"{service.Name}:{Name(answer)}";

    /// <summary>
    /// Not in shape, a value that is not of its type or out of its bounds, or metadata that is there twice; the SDK
    /// takes some of these for a wrong argument of its own.
    /// </summary>
    private static bool IsUnreadable(Exception error) =>
        error is InvalidDataException or XmlException or FormatException or OverflowException or ArgumentException;

    /// <summary>The SDK hides some of them in exceptions of its own.</summary>
    private static bool IsLost(Exception error, CancellationToken cancel) =>
        WireException.IsLost(error, cancel) || error is WebException or AmazonClientException;

    private Exception Unreadable(string action, bool changes)
    {
        var error = Catalogue.UnreadableAnswer.For(endpoint.Host, endpoint.Host, action, 200);
        return changes ? new UnknownOutcomeException(error) : error;
    }

    private Exception Refused(string action, bool changes, PlatformRefusal refusal)
    {
        var error = new Ec2Exception(refusal, action, region);
        return changes && refusal.Status >= 500 && !refusal.Is(AwsThrottling.Codes)
            ? new UnknownOutcomeException(error.ToError()) : error;
    }

    private sealed record Opened(AWSCredentials Credentials, TClient Client);
}
