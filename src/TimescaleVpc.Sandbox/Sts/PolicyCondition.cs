namespace TimescaleVpc.Sandbox.Sts;

/// <summary>One condition of a statement, for example <c>ArnLike ec2:RequesterVpc</c>.</summary>
internal sealed record PolicyCondition(string Operator, string Key, string[] Values)
{
    /// <summary>A key that the request does not carry fails every positive condition.</summary>
    public bool Holds(IEnumerable<(string Key, string Value)> context)
    {
        var values = context.Where(pair => Same(pair.Key, Key))
            .Select(pair => pair.Value).ToList();
        return Operator switch
        {
            "StringEquals" => values.Exists(value => Values.Contains(value)),
            "StringNotEquals" => !values.Exists(value => Values.Contains(value)),
            "ForAllValues:StringEquals" => values.TrueForAll(value => Values.Contains(value)),
            "StringLike" or "ArnEquals" or "ArnLike" => values.Exists(IsLike),
            "StringNotLike" or "ArnNotEquals" or "ArnNotLike" => !values.Exists(IsLike),
            _ => throw new NotSupportedException($"The sandbox has no condition operator {Operator}."),
        };
    }

    private bool IsLike(string value) => Array.Exists(Values, pattern => Wildcard.Matches(pattern, value));
}
