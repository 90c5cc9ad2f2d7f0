namespace TimescaleVpc;

/// <summary>What a user has named, by objects of ours or by texts.</summary>
internal interface IReference : ISessionBound, ILabelled
{
    /// <summary>The objects and texts, and references to more of them; null for what was not given.</summary>
    IEnumerable<object?> Parts { get; }
}

/// <summary>Names one thing.</summary>
/// <param name="Given">The thing itself, where it was given as an object of ours.</param>
/// <param name="Text">Its id or name, where it was given as text.</param>
internal abstract record Reference(ISessionBound? Given, string? Text) : IReference
{
    /// <summary>The row that it is from, or that stands beside it; null where there is none.</summary>
    public RowNames? Row { get; init; }

    /// <summary>The session of the object, or of the record that the text is from.</summary>
    public TimescaleSession? Session { get => Given?.Session ?? field; init; }

    IEnumerable<object?> IReference.Parts => [Given, Text];

    string ILabelled.Label => Label;

    private protected virtual string Label => Given is null ? Text ?? "" : ILabelled.Of(Given);

    private protected virtual string Id => Label;

    public sealed override string ToString() => Id;
}
