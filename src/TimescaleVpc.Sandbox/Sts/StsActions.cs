using System.Globalization;
using System.Text;

namespace TimescaleVpc.Sandbox.Sts;

/// <summary>The caller's identity, temporary keys of a role, and the content of an encoded denial.</summary>
internal static class StsActions
{
    public static IReadOnlyDictionary<string, Func<StsRequest, IEnumerable<(string, object)>>> All { get; } =
        new Dictionary<string, Func<StsRequest, IEnumerable<(string, object)>>>
        {
            ["GetCallerIdentity"] = request =>
                [("UserId", request.Caller.UserId), ("Account", request.Caller.Account), ("Arn", request.Caller.Arn)],
            ["AssumeRole"] = AssumeRole,
            ["DecodeAuthorizationMessage"] = Decode,
        };

    private static List<(string, object)> AssumeRole(StsRequest request)
    {
        var (arn, session) = (request.Required("RoleArn"), request.Required("RoleSessionName"));
        var duration = int.TryParse(request.Form.Text("DurationSeconds") ?? "3600", out var number) ? number : 0;
        if (duration is < 900 or > 43200) throw new AwsRefusalException(
            "ValidationError", "DurationSeconds must be between 900 and 43200.");
        var role = request.World.Aws.Identities.Role(arn);
        // A caller that may not assume the role does not learn whether it exists.
        if (role is null || role.Account != request.Caller.Account || !request.IsAllowed(new("sts:AssumeRole", arn)) ||
            (role.ExternalId is not null && role.ExternalId != request.Form.Text("ExternalId")))
            throw new AwsRefusalException("AccessDenied", $"User: {request.Caller.Arn} is not authorized to perform: " +
                $"sts:AssumeRole on resource: {arn}", 403);
        var key = Issue(request, role, session, TimeSpan.FromSeconds(duration));
        return
        [
            ("Credentials", new (string, object)[]
            {
                ("AccessKeyId", key.Id), ("SecretAccessKey", key.Secret), ("SessionToken", key.Token!),
                // In the caller's own time: a client's clock does not follow the virtual one.
                ("Expiration", SignedAt(request).AddSeconds(duration)),
            }),
            ("AssumedRoleUser", new (string, object)[]
            {
                ("AssumedRoleId", key.Principal.UserId), ("Arn", key.Principal.Arn),
            }),
        ];
    }

    private static AwsKey Issue(StsRequest request, AwsRole role, string session, TimeSpan duration)
    {
        var ids = request.World.Ids;
        var name = $"{role.Arn}/{session}";
        var roleId = $"AROA{new string([.. role.Name.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)])}";
        var principal = new AwsPrincipal(role.Account, role.Name,
            $"arn:aws:sts::{role.Account}:assumed-role/{role.Name}/{session}", $"{roleId}:{session}")
        {
            Statements = role.Statements,
            RemovedActions = role.Dropped,
        };
        var key = new AwsKey($"ASIA{ids.Digits("temporary-key", name, 16)}", ids.Text("temporary-secret", name),
            principal)
        {
            Token = ids.Text("session-token", name) + ids.Text("session-token", name),
            EndsAt = request.World.Now + duration,
        };
        request.World.Aws.Identities.Keys.Add(key);
        return key;
    }

    private static List<(string, object)> Decode(StsRequest request)
    {
        if (!request.IsAllowed(new("sts:DecodeAuthorizationMessage"))) throw new AwsRefusalException("AccessDenied",
            $"User: {request.Caller.Arn} is not authorized to perform: sts:DecodeAuthorizationMessage", 403);
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(request.Required("EncodedMessage")));
            return [("DecodedMessage", text)];
        }
        catch (FormatException)
        {
            throw new AwsRefusalException("InvalidAuthorizationMessageException", "The message is not valid.");
        }
    }

    private static DateTimeOffset SignedAt(StsRequest request) => DateTimeOffset.ParseExact(
        request.Request.RawHeader("X-Amz-Date")!, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal);
}
