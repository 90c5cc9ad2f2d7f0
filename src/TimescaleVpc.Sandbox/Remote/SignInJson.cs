using System.Text.Json;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>Reads the sign-ins of a server's world.</summary>
internal static class SignInJson
{
    public static SandboxSignIn Read(JsonElement data) => new(
        Text(data, "project"), Text(data, "token"), Text(data, "tenantId"),
        List(data, "users", item => KeyValuePair.Create(Text(item, "key"), Text(item, "value"))))
    {
        CloudProject = Text(data, "cloudProject"),
        CloudPublicKey = Text(data, "cloudPublicKey"),
        CloudSecretKey = Text(data, "cloudSecretKey"),
        AwsCredentials = List(data, "awsCredentials", item => new SandboxAwsCredential(
            Text(item, "profile"), Text(item, "accessKeyId"), Text(item, "secretKey"), Text(item, "account"),
            Text(item, "region"))),
    };

    private static string Text(JsonElement data, string name) => data.GetProperty(name).GetString()!;

    private static T[] List<T>(JsonElement data, string name, Func<JsonElement, T> read) =>
        [.. data.GetProperty(name).EnumerateArray().Select(read)];
}
