namespace TimescaleVpc.Sandbox.Sts;

/// <summary>One permission that a request needs: the action, the resource's ARN and the condition keys.</summary>
internal sealed record AwsPermission(string Action, string Resource = "*", params (string Key, string Value)[] Context);
