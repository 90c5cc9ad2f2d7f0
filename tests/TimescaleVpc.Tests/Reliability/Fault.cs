namespace TimescaleVpc.Tests.Reliability;

/// <summary>One way in which a request goes wrong, in the form in which its platform says so.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Make">The fault for requests of a kind; null where the platform knows no such thing.</param>
internal sealed record Fault(string Name, Func<string, SandboxFault?> Make)
{
    /// <summary>Longer than any client waits for an answer.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(150);

    /// <summary>What a client repeats by itself, so that once and always are different matters.</summary>
    private static readonly string[] Repeated =
        ["429", "500", "malformed", "lost request", "lost reply", "time-out"];

    private static readonly int[] Statuses = [401, 403, 404, 409, 412, 429, 500, 503];

    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Statuses.Select(status => Of($"{status}", new SandboxFault
        {
            Status = status, RetryAfter = status == 429 ? 2 : null,
        })),
        // Who answers may be a proxy, or a firewall with a page of its own.
        .. Statuses.Select(status => Of($"{status} as HTML", new SandboxFault { Status = status, Wire = "Malformed" })),
        Of("502 as text", new SandboxFault { Status = 502, Wire = "PlainText" }),
        Of("malformed", new SandboxFault { Wire = "Malformed" }),
        Of("truncated", new SandboxFault { Wire = "Truncated" }),
        Of("error in a success", new SandboxFault { Wire = "ErrorInSuccess" }),
        // What parses and no description allows.
        Of("wrong types", new SandboxFault { Wire = "WrongType" }),
        Of("missing members", new SandboxFault { Wire = "MissingMember" }),
        Of("unknown words", new SandboxFault { Wire = "UnknownWord" }),
        Of("null members", new SandboxFault { Wire = "NullMember" }),
        Of("lost request", new SandboxFault { Wire = "LoseRequest" }),
        Of("lost reply", new SandboxFault { Wire = "LoseReply" }),
        Of("time-out", new SandboxFault { Delay = TooLong }),
        // The words that the platforms themselves have, where these differ from the usual ones.
        On("Arm.PutRoleAssignment", 400, "PrincipalNotFound"),
        On("Arm.PutRoleAssignment", 409, "RoleAssignmentExists"),
        On("Arm.PutRoleDefinition", 409, "RoleDefinitionWithSameNameExists"),
        On("Arm.PutPeering", 403, "LinkedAuthorizationFailed"),
        On("Arm.PutPeering", 400, "ReferencedResourceNotProvisioned"),
        On("Arm.PutPeering", 429, "AnotherOperationInProgress"),
        On("Arm.DeletePeering", 409, "AnotherOperationInProgress"),
        On("Graph.", 403, "Authorization_RequestDenied"),
        On("Graph.", 404, "Request_ResourceNotFound"),
        On("Graph.", 400, "Request_BadRequest"),
        On("Graph.", 429, "TooManyRequests"),
        On("Entra.Token", 400, "AADSTS700016"),
        On("Entra.Token", 401, "AADSTS7000215"),
        On("Entra.Token", 400, "AADSTS50076"),
        On("Cloud.", 409, "CONFLICT", "VPC is already being updated"),
        On("Cloud.", 400, "INVALID_REQUEST"),
        On("Mst.", 417, "dependents"),
        On("Ec2.", 503, "RequestLimitExceeded"),
        On("Ec2.", 400, "Throttling"),
        On("Ec2.", 400, "RequestExpired"),
        On("Ec2.", 400, "InvalidParameterValue"),
        On("Ec2.", 503, "ServiceUnavailable"),
        On("Sts.", 403, "ExpiredToken"),
        On("Sts.", 400, "Throttling"),
    ];

    public bool IsRepeated => Repeated.Contains(Name);

    private static Fault Of(string name, SandboxFault fault) => new(name, kind => fault with { Kind = kind });

    private static Fault On(string prefix, int status, string code, string? message = null) => new(
        $"{status} {code}", kind => kind.StartsWith(prefix, StringComparison.Ordinal)
            ? new SandboxFault { Kind = kind, Status = status, Code = code, Message = message } : null);

    public override string ToString() => Name;
}
