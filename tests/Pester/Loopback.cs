using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

// Answers every request on loopback alike, and keeps what was asked.
public sealed class Loopback
{
    private readonly TcpListener _listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly byte[] _answer;
    private readonly X509Certificate2 _certificate;
    public Loopback(string status, string body)
        : this(status, "Content-Type: application/json", Encoding.ASCII.GetBytes(body)) { }
    public Loopback(string status, string headers, byte[] body) : this(status, headers, body, null) { }
    public Loopback(string status, string headers, byte[] body, X509Certificate2 certificate)
    {
        var head = Encoding.ASCII.GetBytes("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers
            + "\r\nContent-Length: " + body.Length + "\r\n\r\n");
        _answer = new byte[head.Length + body.Length];
        head.CopyTo(_answer, 0);
        body.CopyTo(_answer, head.Length);
        _certificate = certificate;
        _listener.Start();
        _ = AcceptAsync();
    }
    public ConcurrentQueue<string> Lines { get; } = new ConcurrentQueue<string>();

    /// <summary>The heads of the requests, all their lines.</summary>
    public ConcurrentQueue<string> Heads { get; } = new ConcurrentQueue<string>();
    private string Place { get { return "://localhost:" + ((IPEndPoint)_listener.LocalEndpoint).Port; } }
    public string Url { get { return (_certificate == null ? "http" : "https") + Place; } }
    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync();
            _ = AnswerAsync(client);
        }
    }
    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (_certificate != null)
                {
                    Lines.Enqueue("TLS");
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(_certificate);
                    stream = secured;
                }
                var reader = new StreamReader(stream);
                var first = await reader.ReadLineAsync() ?? "";
                Lines.Enqueue(first);
                var head = new StringBuilder(first);
                for (string line; !string.IsNullOrEmpty(line = await reader.ReadLineAsync());)
                    head.Append('\n').Append(line);
                Heads.Enqueue(head.ToString());
                await stream.WriteAsync(_answer, 0, _answer.Length);
            }
        }
        catch (Exception error) when (error is IOException
            || error is System.Security.Authentication.AuthenticationException)
        {
            // The client has disconnected, or does not trust the certificate.
        }
    }
}
