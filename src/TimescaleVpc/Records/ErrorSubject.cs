namespace TimescaleVpc;

/// <summary>
/// The subject of an error. It is the TargetObject of every error of this module, so that a failure can be joined to
/// the row or object that caused it.
/// </summary>
public sealed record ErrorSubject : ILabelled
{
    /// <summary>The name or id that the error is about; empty where it is about none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The error's id, the part of FullyQualifiedErrorId before the comma.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>The error's words.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The VPC's id, where it is known.</summary>
    public string? VpcId { get; internal init; }

    /// <summary>The VNet's ARM id, where it is known.</summary>
    public string? VNetId { get; internal init; }

    /// <summary>Your AWS VPC, where it is known.</summary>
    public string? AwsVpcId { get; internal init; }

    /// <summary>The service's name, where it is known.</summary>
    public string? Service { get; internal init; }

    /// <summary>The pipeline object as it was given; null if there was none.</summary>
    public object? InputObject { get; internal init; }

    /// <summary>The name or id that the error is about.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Name;
}
