using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// Where each request goes, by its Host header: a simulated host, or the server's own endpoint. Only this machine is
/// answered.
/// </summary>
internal sealed class Front(ServedWorld world, AdminApi admin, CancellationToken stopping)
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    public async Task AnswerAsync(HttpContext context)
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
            // The client has gone, or the server is stopping.
            context.Abort();
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        if (OwnNames.Contains(host, StringComparer.OrdinalIgnoreCase))
            await admin.AnswerAsync(context);
        else if (world.World.Plays(host))
            await PlayAsync(context);
        else
            await context.Response.RefuseAsync(
                StatusCodes.Status421MisdirectedRequest, $"The sandbox plays no host '{host}'.");
    }

    private async Task PlayAsync(HttpContext context)
    {
        using var request = await Translation.RequestAsync(context);

        // As on a real platform, what has arrived is worked on even if the client does not wait for the answer.
        using var response = await world.SendAsync(request, stopping);
        await Translation.WriteAsync(response, context.Response, context.RequestAborted);
    }
}
