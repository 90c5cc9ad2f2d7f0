namespace TimescaleVpc.Tests.Reachability;

/// <summary>The generated script, run by /bin/sh, against a real PostgreSQL.</summary>
[Collection(PostgresGroup.Name)]
public class PostgresScriptTests(PostgresFixture postgres)
{
    [PostgresFact]
    public async Task All_checks_pass_by_name()
    {
        var run = await ScriptRun.OfAsync(postgres.Target);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("127.0.0.1", run.Dns, StringComparison.Ordinal);
        Assert.Equal($"Passed: Port {postgres.GoodPort} answers.", run.Tcp);
        Assert.Matches("^Passed: TLSv1.3, certificate CN ?= ?localhost; verified.$", run.Tls);
        Assert.Matches("^Passed: Signed in; PostgreSQL [0-9]+", run.Login);
    }

    [PostgresFact]
    public async Task All_checks_pass_by_address()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Host = "127.0.0.1" });
        Assert.StartsWith("Passed: The host is given as an address.", run.Dns, StringComparison.Ordinal);
        Assert.StartsWith("Passed", run.Tls, StringComparison.Ordinal);
        Assert.StartsWith("Passed", run.Login, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_odd_user_name_reaches_the_server_and_no_shell()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { UserName = PostgresFixture.OddUser });
        Assert.StartsWith("Passed", run.Login, StringComparison.Ordinal);
        Assert.False(File.Exists(PostgresFixture.OddFile));
    }

    [PostgresFact]
    public async Task A_wrong_password_fails_the_login_and_not_the_script()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Password = "wrong-Canary" });
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("Failed: password authentication failed for user 'probe'", run.Login);
    }

    [PostgresFact]
    public async Task Without_a_password_the_login_is_skipped()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Password = null });
        Assert.Equal("Skipped: Not tried: PGPASSWORD is not set.", run.Login);
    }

    [PostgresFact]
    public async Task Another_CA_fails_the_TLS_check()
    {
        using var other = new TestAuthority("Another CA");
        var run = await ScriptRun.OfAsync(postgres.Target with { CaCertificatePem = other.Pem });
        Assert.StartsWith("Failed: The certificate does not verify: unable to get", run.Tls, StringComparison.Ordinal);
        Assert.StartsWith("Skipped", run.Login, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_certificate_for_another_host_fails_the_TLS_check()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Port = postgres.OtherHostPort });
        Assert.Equal("Failed: The certificate does not verify: hostname mismatch.", run.Tls);
    }

    [PostgresFact]
    public async Task An_expired_certificate_fails_the_TLS_check()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Port = postgres.ExpiredPort });
        Assert.Equal("Failed: The certificate does not verify: certificate has expired.", run.Tls);
    }

    [PostgresFact]
    public async Task An_unverified_connection_passes_only_if_asked_for()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Port = postgres.OtherHostPort, VerifyTls = false });
        Assert.EndsWith("not verified, as asked.", run.Tls, StringComparison.Ordinal);
        Assert.StartsWith("Passed", run.Login, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_server_without_TLS_fails_the_TLS_check()
    {
        var run = await ScriptRun.OfAsync(postgres.Target with { Port = postgres.PlainPort });
        Assert.StartsWith("Failed: There was no TLS handshake", run.Tls, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Each_way_to_try_the_port_works_alone()
    {
        using var tools = new ToolFolder(
            "mktemp", "rm", "tr", "cut", "getent", "sed", "sort", "head", "tail", "grep", "cat");
        Assert.StartsWith(
            "Skipped: Not tried: this machine has neither",
            (await ScriptRun.OfAsync(postgres.Target, path: tools.Path)).Tcp,
            StringComparison.Ordinal);
        Assert.True(tools.TryAdd("psql"));
        if (tools.TryAdd("python3"))
        {
            var run = await ScriptRun.OfAsync(postgres.Target, path: tools.Path);
            Assert.StartsWith("Passed", run.Tcp, StringComparison.Ordinal);
            Assert.Equal("Passed: Verified by psql at the login.", run.Tls);
        }

        if (tools.TryAdd("nc"))
            Assert.StartsWith(
                "Passed",
                (await ScriptRun.OfAsync(postgres.Target, path: tools.Path)).Tcp,
                StringComparison.Ordinal);
    }
}
