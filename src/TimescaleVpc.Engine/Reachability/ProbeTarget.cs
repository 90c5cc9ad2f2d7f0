using System.Text.Json.Serialization;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>The target: a PostgreSQL server, with the credentials for it.</summary>
/// <param name="Host">A DNS name or the text of an address.</param>
/// <param name="Port">The TCP port.</param>
/// <param name="UserName">Null leaves the login out.</param>
/// <param name="Password">Never in a text that the probe gives.</param>
/// <param name="Database">Null means the database named like the user.</param>
/// <param name="CaCertificatePem">The only issuers to trust; null means those that this machine trusts.</param>
/// <param name="VerifyTls">False takes any certificate.</param>
internal sealed record ProbeTarget(
    string Host,
    int Port,
    string? UserName,
    [property: JsonIgnore] string? Password,
    string? Database,
    string? CaCertificatePem,
    bool VerifyTls = true)
{
    /// <summary>The place without the password: the text a record has by itself would show it.</summary>
    public override string ToString() =>
        UserName is null ? $"{Host}:{Port}" : $"{UserName}@{Host}:{Port}/{Database ?? UserName}";
}
