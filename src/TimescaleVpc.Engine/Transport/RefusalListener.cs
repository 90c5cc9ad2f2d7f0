namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// Keeps what a sign-in is refused with. The libraries that sign in report only a part of it, each in its own way. A
/// caller that needs all of it sets <see cref="AmbientWork.SignInRefusal"/> before the sign-in and reads it afterwards.
/// </summary>
internal sealed class RefusalListener : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (AmbientWork.SignInRefusal is { } signInRefusal)
        {
            signInRefusal.Last = response.IsSuccessStatusCode ? null
                : await RefusedAnswer.TakeAsync("", request.RequestUri!.Host, response, cancellationToken);
        }

        return response;
    }
}

/// <summary>The last answer, if it was a refusal; else null.</summary>
internal sealed class SignInRefusal
{
    public RefusedAnswer? Last { get; set; }
}
