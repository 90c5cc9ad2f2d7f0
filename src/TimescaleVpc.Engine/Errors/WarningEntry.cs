namespace TimescaleVpc.Engine.Errors;

/// <summary>One entry of the catalogue of warnings.</summary>
/// <param name="Id">A stable word for it, for tests and documents.</param>
/// <param name="Text">The words, with places for values.</param>
internal sealed record WarningEntry(string Id, string Text)
{
    /// <summary>
    /// Whether it is said before the change that it warns of, so that -WarningAction Stop leaves everything as it is.
    /// The others speak of what has happened, or of nothing that changes.
    /// </summary>
    public bool BeforeChange { get; init; }

    public string For(params object?[] values) => CatalogueFormat.Fill(Text, values);
}
