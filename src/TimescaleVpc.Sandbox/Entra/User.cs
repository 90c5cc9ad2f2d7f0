namespace TimescaleVpc.Sandbox.Entra;

/// <summary>A user who can sign in with a password.</summary>
internal sealed record User(string ObjectId, string Upn, string DisplayName, string Password)
{
    /// <summary>Template ids of the directory roles the user holds.</summary>
    public IReadOnlyList<string> DirectoryRoles { get; init; } = [];

    /// <summary>The password must not end in a log through the compiler's ToString.</summary>
    public override string ToString() => Upn;
}
