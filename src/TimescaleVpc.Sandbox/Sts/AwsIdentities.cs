namespace TimescaleVpc.Sandbox.Sts;

/// <summary>Users, roles and access keys of all accounts.</summary>
internal sealed class AwsIdentities
{
    public List<AwsKey> Keys { get; } = [];

    public List<AwsRole> Roles { get; } = [];

    public IEnumerable<AwsPrincipal> Users =>
        Keys.Where(item => item.Token is null).Select(item => item.Principal).Distinct();

    public AwsPrincipal AddUser(
        string account, string name, string keyId, string secret, List<PolicyStatement> statements)
    {
        var user = new AwsPrincipal(account, name, $"arn:aws:iam::{account}:user/{name}", $"AIDA{keyId[4..]}")
        {
            Statements = statements,
        };
        Keys.Add(new AwsKey(keyId, secret, user));
        return user;
    }

    public AwsKey? Key(string id) => Keys.Find(item => item.Id == id);

    public AwsRole? Role(string arn) => Roles.Find(item => Same(item.Arn, arn));
}
