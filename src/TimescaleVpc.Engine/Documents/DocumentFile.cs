using System.Text;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Documents;

/// <summary>
/// A text that a user exports: shown by -WhatIf, asked about by -Confirm, not written over another file unless that is
/// forced, and written as a whole or not at all.
/// </summary>
internal sealed class DocumentFile(string path, bool force, ISink sink)
{
    /// <summary>The form that the name's ending says.</summary>
    /// <param name="forms">The forms by their endings, with the dot.</param>
    /// <param name="what">What the file is, for the error.</param>
    public string FormOf(IReadOnlyList<(string Extension, string Form)> forms, string what)
    {
        var form = forms.FirstOrDefault(form => path.EndsWith(form.Extension, StringComparison.OrdinalIgnoreCase)).Form;
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
        if (!force && File.Exists(path)) throw Catalogue.ReportExists.For(path, path);
        var step = LocalSteps.WriteFile.On($"{path}: {summary}", path);
        if (await StepRunner.MayAsync(step, sink, cancel)) Write(text);
        else if (!sink.Planning) return;
        sink.Output(document);
    }

    /// <summary>Beside the place and then into it: who reads it meanwhile sees the old file or the new one.</summary>
    private void Write(string text)
    {
        var part = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():n}.part");
        try
        {
            // Whatever a form has forgotten to make visible: a line stays a line.
            var lines = text.Split('\n').Select(DisplayText.Of);
            File.WriteAllText(part, string.Join('\n', lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(part, path, force);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Between the look and the move another program has made it.
            if (!force && File.Exists(path)) throw Catalogue.ReportExists.For(path, path);
            throw Catalogue.ReportNotWritten.For(path, path, error.Message.TrimEnd('.'));
        }
        finally
        {
            Discard(part);
        }
    }

    private static void Discard(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What stopped the writing is the error that counts.
        }
    }
}
