using System.Text;
using TimescaleVpc.HelpBuilder;

// HelpBuilder FOLDER-WITH-PAGES OUTPUT-FOLDER
if (args is not [var pages, var output])
{
    Console.Error.WriteLine("Two arguments are needed: the folder with the pages, and the folder for the help files.");
    return 2;
}

var help = HelpFolder.Read(pages);
foreach (var problem in help.Problems) Console.WriteLine(problem.ToString());
if (help.Problems.Count > 0) return 1;

if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
Directory.CreateDirectory(output);
foreach (var (name, text) in help.Files)
    File.WriteAllText(Path.Combine(output, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
return 0;
