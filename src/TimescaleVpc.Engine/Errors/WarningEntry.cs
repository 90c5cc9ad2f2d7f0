using System.Runtime.CompilerServices;

namespace TimescaleVpc.Engine.Errors;

/// <summary>One entry of the catalogue of warnings.</summary>
/// <param name="Text">The words, with places for values.</param>
/// <param name="BeforeChange">
/// Whether it is said before the change that it warns of, so that -WarningAction Stop leaves everything as it is. The
/// others speak of what has happened, or of nothing that changes.
/// </param>
/// <param name="Id">A stable word for it, for tests and documents: the name of the entry's field.</param>
internal sealed record WarningEntry(string Text, bool BeforeChange = false, [CallerMemberName] string Id = "")
{
    public string For(params object?[] values) => CatalogueFormat.Fill(Text, values);
}
