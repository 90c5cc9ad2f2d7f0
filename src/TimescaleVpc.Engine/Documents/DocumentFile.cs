using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Documents;

/// <summary>
/// A text that a user exports: shown by -WhatIf, asked about by -Confirm, and written as a <see cref="WholeFile"/>.
/// </summary>
internal sealed class DocumentFile(string path, bool force, ISink sink)
{
    /// <summary>The form that the name's ending says.</summary>
    /// <param name="forms">The forms that there are.</param>
    /// <param name="what">What the file is, for the error.</param>
    public DocumentForm<T> FormOf<T>(IReadOnlyList<DocumentForm<T>> forms, string what)
    {
        var form = forms.FirstOrDefault(form => path.EndsWith(form.Extension, StringComparison.OrdinalIgnoreCase));
        return form ?? throw Catalogue.InvalidInput.For(path, path, what,
            $"Give a file that ends in {string.Join(", ", forms.Select(one => one.Extension))}.");
    }

    /// <summary>Writes the text, and emits what was written.</summary>
    public async Task WriteAsync(string form, string summary, string text, CancellationToken cancel)
    {
        var document = new VpcDocument
        {
            Path = path, Form = form, Summary = summary, Planned = sink.Planning,
            Content = sink.Planning ? text : null,
        };
        var file = new WholeFile(path, force);
        file.RequireFree();
        var step = LocalSteps.WriteFile.On($"{path}: {summary}", path);
        if (await StepRunner.MayAsync(step, sink, cancel)) file.Write(text);
        else if (!sink.Planning) return;
        sink.Output(document);
    }
}
