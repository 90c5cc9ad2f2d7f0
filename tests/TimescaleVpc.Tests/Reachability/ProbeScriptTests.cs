using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using TimescaleVpc.Engine.Reachability;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>What of the script needs no database.</summary>
public class ProbeScriptTests
{
    private static readonly ProbeTarget Target = new("127.0.0.1", 1, "probe", "Canary", "postgres", null);

    [Theory]
    [InlineData("a'b")]
    [InlineData("a b")]
    [InlineData("$(id)")]
    [InlineData("`id`")]
    [InlineData("a;b")]
    [InlineData("a\nb")]
    [InlineData("host\n")]
    [InlineData("-h")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("fe80::1%eth0;id")]
    [InlineData("dätabase.example.org")]
    public void A_host_that_is_no_host_name_is_refused(string host) =>
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(Target with { Host = host }));

    [Fact]
    public void What_cannot_be_written_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(Target with { Port = 0 }));
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(Target with { UserName = "a\nid" }));
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(Target with { Database = "a\0" }));
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(Target with { CaCertificatePem = "END_OF_CA\nid" }));
    }

    [Fact]
    public void Text_around_the_CA_certificate_stays_out()
    {
        using var authority = new TestAuthority("CA");
        var script = ProbeScript.Write(Target with { CaCertificatePem = $"END_OF_CA\nid\n{authority.Pem}\nend" });
        Assert.DoesNotContain("END_OF_CA\nid", script, StringComparison.Ordinal);
        Assert.Contains(authority.Pem.ReplaceLineEndings("\n"), script, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', script);
    }

    [UnixFact]
    public async Task A_closed_port_fails_the_script()
    {
        using var boundSocket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        boundSocket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var run = await ScriptRun.OfAsync(Target with { Port = ((IPEndPoint)boundSocket.LocalEndPoint!).Port });
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Failed: Refused, nothing listens there.", run.Tcp);
        Assert.Equal("Skipped: Not tried: the port did not answer.", run.Tls);
        Assert.StartsWith("Skipped", run.Login, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_host_that_does_not_resolve_fails_the_script()
    {
        var run = await ScriptRun.OfAsync(Target with { Host = "no-such-host.invalid" });
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Failed: The host name does not resolve here.", run.Dns);
        Assert.Equal("Skipped: Not tried: the host name did not resolve.", run.Tcp);
    }

    [UnixFact]
    public async Task The_script_says_where_it_stands()
    {
        var target = Target with { Host = "no-such-host.invalid" };
        Assert.Equal("Unknown", (await ScriptRun.OfAsync(target)).Vantage);
        Assert.Equal("Unknown", (await ScriptRun.OfAsync(target, ["junk"])).Vantage);
        if (OwnAddress() is not { } address)
            return;
        Assert.Equal("Inside", (await ScriptRun.OfAsync(target, ["fd00::/48", $"{address}/32"])).Vantage);
        Assert.Equal("Inside", (await ScriptRun.OfAsync(target, ["0.0.0.0/0"])).Vantage);
        Assert.Equal("Outside", (await ScriptRun.OfAsync(target, ["240.0.0.0/8", "241.0.0.5/32"])).Vantage);
        Assert.Equal("Unknown", (await ScriptRun.OfAsync(target, ["240.0.0.0/8", "fd00::/48"])).Vantage);
    }

    private static IPAddress? OwnAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(c => c.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(c => c.GetIPProperties().UnicastAddresses)
            .Select(u => u.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork);
}
