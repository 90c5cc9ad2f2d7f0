using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// Routes each request by its Host header: to a simulated host or, for this machine's own names, to the server's
/// endpoint or the platform that serves the path. Only requests from this machine are accepted.
/// </summary>
internal sealed class RequestRouter(ServedWorld world, AdminApi admin, CancellationToken stopToken)
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    public async Task RespondAsync(HttpContext context)
    {
        // The sockets are bound to loopback already; should that ever change, this still holds.
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            context.Abort();
            return;
        }

        context.Response.OnStarting(() =>
        {
            var now = world.World.Clock.UtcNow.ToString("O", CultureInfo.InvariantCulture);
            context.Response.Headers[ServerLink.TimeHeader] = now;
            return Task.CompletedTask;
        });
        try
        {
            await RouteAsync(context);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await context.Response.RefuseAsync(error.StatusCode, error.Message);
        }
        catch (HttpRequestException)
        {
            // A fault of the sandbox: the connection breaks.
            context.Abort();
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The client has disconnected, or the server is stopping.
            context.Abort();
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (OwnNames.Contains(host, StringComparer.OrdinalIgnoreCase))
            await OwnAsync(context);
        else if (world.World.Plays(host))
            await PlayAsync(context, host, null);
        else
            await context.Response.RefuseAsync(
                StatusCodes.Status421MisdirectedRequest, $"The sandbox plays no host '{host}'.");
    }

    private async Task OwnAsync(HttpContext context)
    {
        var request = context.Request;
        if (AdminApi.IsFor(request))
            await admin.RespondAsync(context);
        else if (world.World.NameFor(request.Path.Value ?? "", $"{request.Headers.Authorization}") is { } host
            && world.World.Plays(host))
            await PlayAsync(context, host, new Links(host, $"{request.Scheme}://{request.Host}"));
        else
            await context.Response.RefuseAsync(StatusCodes.Status404NotFound,
                $"No platform takes {request.Method} {request.Path}; under this name the server itself has /sandbox/.");
    }

    private async Task PlayAsync(HttpContext context, string host, Links? links)
    {
        using var request = await Translation.RequestAsync(context, host);

        // As on a real platform, a request that has arrived is processed even if the client does not wait for the
        // response.
        using var response = await world.SendAsync(request, stopToken);
        await Translation.WriteAsync(response, context.Response, links, context.RequestAborted);
    }
}
