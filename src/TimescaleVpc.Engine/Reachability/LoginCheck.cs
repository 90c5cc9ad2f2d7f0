using Npgsql;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>Signs in to the database and runs a query.</summary>
internal static class LoginCheck
{
    public static async Task<ProbeResult> RunAsync(ProbeTarget target, TimeSpan limit, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(target.UserName))
            return Outcome.Skipped("Not tried: no user name was given.");
        return await Bounded.RunAsync(
            token => SignInAsync(target, limit, token),
            limit,
            () => Outcome.Late(limit),
            e => Outcome.Failed(LoginFailure.Explain(e, target, limit)),
            cancel);
    }

    private static async Task<ProbeResult> SignInAsync(ProbeTarget target, TimeSpan limit, CancellationToken cancel)
    {
        await using var source = Source(target, limit);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        await command.ExecuteScalarAsync(cancel);
        return Outcome.Passed($"Signed in as {target.UserName}; PostgreSQL {connection.ServerVersion}.");
    }

    private static NpgsqlDataSource Source(ProbeTarget target, TimeSpan limit)
    {
        // The check's own limit ends it; Npgsql's, in whole seconds, only has to be no shorter.
        var seconds = (int)Math.Clamp(Math.Ceiling(limit.TotalSeconds) + 1, 1, 1000);
        var builder = new NpgsqlDataSourceBuilder
        {
            ConnectionStringBuilder =
            {
                Host = target.Host,
                Port = target.Port,
                Username = target.UserName,
                Database = target.Database ?? target.UserName,
                SslMode = target.VerifyTls ? SslMode.VerifyFull : SslMode.Require,
                GssEncryptionMode = GssEncryptionMode.Disable,
                Timeout = seconds,
                CommandTimeout = seconds,
                Pooling = false,
                Enlist = false,
                IncludeErrorDetail = false,
                ApplicationName = "TimescaleVpc",
            },
        };
        // One query needs no catalogue of types, and a pooler may not offer it.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        // Outside of the connection string, so that no exception can quote it; and an empty one rather than none,
        // so that Npgsql does not take one from this machine's environment or password file.
        builder.UsePasswordProvider(_ => target.Password ?? "", (_, _) => new(target.Password ?? ""));
        if (target.VerifyTls && target.CaCertificatePem is { } pem && CaCertificates.TryRead(pem, out var issuers))
            builder.UseRootCertificates(issuers);
        return builder.Build();
    }
}
