namespace TimescaleVpc.Sandbox.Sts;

/// <summary>One permission that a request needs: the action, the resource's ARN and the condition keys.</summary>
internal sealed record AwsNeed(string Action, string Resource = "*", params (string Key, string Value)[] Context);
