using System.Net;
using System.Net.Sockets;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The server's sockets: 127.0.0.1, and ::1 where there is one, on the same port. Nothing else is listened on.
/// </summary>
internal sealed class Listeners : IDisposable
{
    private const int Tries = 20;
    private readonly Dictionary<EndPoint, Socket> sockets = [];

    private Listeners() { }

    public int Port { get; private set; }

    public IReadOnlyCollection<IPEndPoint> EndPoints => [.. sockets.Keys.Cast<IPEndPoint>()];

    /// <param name="port">The port; 0 takes one that is free on both addresses.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static Listeners Bind(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var listeners = new Listeners();
            try
            {
                listeners.Port = listeners.Add(IPAddress.Loopback, port);
                if (Socket.OSSupportsIPv6) listeners.AddIfThere(IPAddress.IPv6Loopback, listeners.Port);
                return listeners;
            }
            catch (SocketException) when (port == 0 && attempt < Tries)
            {
                // Free on one address and in use on the other.
                listeners.Dispose();
            }
            catch
            {
                listeners.Dispose();
                throw;
            }
        }
    }

    /// <summary>The socket of an address, Kestrel's from then on; null if the address is not one of these.</summary>
    public Socket? Take(EndPoint endPoint) => sockets.GetValueOrDefault(endPoint);

    public void Dispose()
    {
        foreach (var socket in sockets.Values) socket.Dispose();
    }

    private void AddIfThere(IPAddress address, int port)
    {
        try
        {
            Add(address, port);
        }
        catch (SocketException error) when (error.SocketErrorCode
            is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // IPv6 is known to this machine, but switched off.
        }
    }

    private int Add(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = false;
            socket.Bind(new IPEndPoint(address, port));
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var endPoint = (IPEndPoint)socket.LocalEndPoint!;
        sockets.Add(endPoint, socket);
        return endPoint.Port;
    }
}
