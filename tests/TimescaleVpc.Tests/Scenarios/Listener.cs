namespace TimescaleVpc.Tests.Scenarios;

/// <summary>Hears each answer, and may change it.</summary>
/// <param name="answered">Gets the request and its answer.</param>
internal sealed class Listener(Func<Exchange, HttpResponseMessage, Task> answered) : Part
{
    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
        var response = await next();
        await answered(exchange, response);
        return response;
    }
}
