using System.Text;
using TimescaleVpc.HelpBuilder;

// HelpBuilder FOLDER-WITH-PAGES OUTPUT-FOLDER [ADDRESS-OF-THE-PROJECT]
if (args is not [var pages, var output, .. var more] || more.Length > 1)
{
    Console.Error.WriteLine("Needed are the folder with the pages and the folder for the help files; an address may follow.");
    return 2;
}

var help = HelpFolder.Read(pages);
foreach (var problem in help.Problems) Console.WriteLine(problem.ToString());
if (help.Problems.Count > 0) return 1;

if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
Directory.CreateDirectory(output);
foreach (var (name, text) in help.Files)
{
    // The pages and the manifest have one placeholder for where the project is.
    var placed = more is [{ Length: > 0 } address] ? text.Replace("https://timescalevpc.example", address) : text;
    File.WriteAllText(Path.Combine(output, name), placed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
}

return 0;
