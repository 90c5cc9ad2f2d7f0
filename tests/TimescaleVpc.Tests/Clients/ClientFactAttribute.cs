namespace TimescaleVpc.Tests.Clients;

/// <summary>
/// A test that runs a script of tests/clients; skipped, with its line, where the clients are missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    public ClientFactAttribute(string script)
    {
        Script = script;
        Skip = ClientScript.Missing(script);
    }

    public string Script { get; }
}
