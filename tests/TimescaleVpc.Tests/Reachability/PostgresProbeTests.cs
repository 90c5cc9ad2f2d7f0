using TimescaleVpc.Engine.Reachability;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>The probe against a real PostgreSQL.</summary>
[Collection(PostgresGroup.Name)]
public class PostgresProbeTests(PostgresFixture postgres)
{
    [PostgresFact]
    public async Task All_checks_pass_by_name()
    {
        var report = await ProbeAsync(postgres.Target);
        Assert.Contains("127.0.0.1", report.Dns.Addresses);
        Assert.StartsWith("Passed: 127.0.0.1:", report.Tcp.ToString(), StringComparison.Ordinal);
        Assert.Matches(
            "^Passed: TLS 1.3, certificate CN=localhost, valid until 20..-..-..; verified by the given CA.$",
            report.Tls.ToString());
        Assert.Matches("^Passed: Signed in as probe; PostgreSQL [0-9]+", report.Login.ToString());
    }

    [PostgresFact]
    public async Task All_checks_pass_by_address()
    {
        var report = await ProbeAsync(postgres.Target with { Host = "127.0.0.1" });
        Assert.Equal("Passed", report.Login.Status);
    }

    [PostgresFact]
    public async Task Without_a_user_name_only_the_login_is_skipped()
    {
        var report = await ProbeAsync(postgres.Target with { UserName = null });
        Assert.Equal("Passed", report.Tls.Status);
        Assert.Equal("Skipped: Not tried: no user name was given.", report.Login.ToString());
    }

    [PostgresFact]
    public async Task A_wrong_password_is_said() =>
        await LoginFailsAsync(
            postgres.Target with { Password = "wrong-Canary" },
            "The user name or the password is wrong.");

    [PostgresFact]
    public async Task A_missing_password_is_said() =>
        await LoginFailsAsync(
            postgres.Target with { Password = null },
            "The server asks for a password and none was given.");

    [PostgresFact]
    public async Task A_wrong_database_is_said() =>
        await LoginFailsAsync(
            postgres.Target with { Database = "nowhere" },
            "There is no database nowhere.");

    [PostgresFact]
    public async Task A_user_that_is_kept_out_is_said() =>
        await LoginFailsAsync(
            postgres.Target with { UserName = "outcast" }, "The server does not let outcast in from this address.");

    [PostgresFact]
    public async Task A_full_server_is_said() =>
        await LoginFailsAsync(
            postgres.Target with { UserName = "limited" },
            "The server has no connection free.");

    [PostgresFact]
    public async Task Another_CA_of_the_same_name_is_an_unknown_issuer()
    {
        using var other = new TestAuthority("TimescaleVpc test CA");
        await TlsFailsAsync(
            postgres.Target with { CaCertificatePem = other.Pem },
            "unknown issuer: CN=TimescaleVpc test CA is not the given CA");
    }

    [PostgresFact]
    public async Task Without_a_CA_the_systems_roots_count() =>
        await TlsFailsAsync(
            postgres.Target with { CaCertificatePem = null }, "is not among this machine's trusted roots");

    [PostgresFact]
    public async Task A_CA_text_without_a_certificate_does_not_fall_back_to_the_systems_roots() =>
        await TlsFailsAsync(postgres.Target with { CaCertificatePem = "" }, "The given CA certificate cannot be read");

    [PostgresFact]
    public async Task A_certificate_for_another_host_is_said() =>
        await TlsFailsAsync(
            postgres.Target with { Port = postgres.OtherHostPort },
            "wrong host: it is for db.example.org, not for localhost");

    [PostgresFact]
    public async Task An_expired_certificate_is_said_with_its_day() =>
        await TlsFailsAsync(
            postgres.Target with { Port = postgres.ExpiredPort },
            $"expired: it was valid until {DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}");

    [PostgresFact]
    public async Task A_server_without_TLS_is_said() =>
        await TlsFailsAsync(postgres.Target with { Port = postgres.PlainPort }, "The server refuses TLS.");

    [PostgresFact]
    public async Task An_unverified_connection_passes_only_if_asked_for()
    {
        var report = await ProbeAsync(postgres.Target with { Port = postgres.OtherHostPort, VerifyTls = false });
        Assert.Contains("CN=db.example.org", report.Tls.Detail, StringComparison.Ordinal);
        Assert.EndsWith("not verified, as asked.", report.Tls.Detail, StringComparison.Ordinal);
        Assert.Equal("Passed", report.Login.Status);
    }

    private static async Task TlsFailsAsync(ProbeTarget target, string because)
    {
        var report = await ProbeAsync(target);
        Assert.Equal("Passed", report.Tcp.Status);
        Assert.Equal("Failed", report.Tls.Status);
        Assert.Contains(because, report.Tls.Detail, StringComparison.Ordinal);
        Assert.Equal("Skipped", report.Login.Status);
    }

    private static async Task LoginFailsAsync(ProbeTarget target, string sentence)
    {
        var report = await ProbeAsync(target);
        Assert.Equal("Passed", report.Tls.Status);
        Assert.Equal($"Failed: {sentence}", report.Login.ToString());
    }

    /// <summary>Every report of these tests is looked through for the password.</summary>
    private static async Task<ProbeReport> ProbeAsync(ProbeTarget target)
    {
        var report = await SocketProbe.RunAsync(target, Hang.Limit, CancellationToken.None);
        Assert.DoesNotContain("Canary", $"{report} {target}", StringComparison.Ordinal);
        return report;
    }
}
