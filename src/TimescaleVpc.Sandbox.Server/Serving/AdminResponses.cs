using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>Writes the responses of the server's own endpoint.</summary>
internal static class AdminResponses
{
    public static Task RefuseAsync(this HttpResponse response, int status, string error) =>
        response.JsonAsync(new AdminRefusal(error), status);

    public static Task JsonAsync<T>(this HttpResponse response, T value, int status = 200)
    {
        response.StatusCode = status;
        return response.WriteAsJsonAsync(value, AdminJson.Options);
    }
}
