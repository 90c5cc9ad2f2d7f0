using System.Text;
using TimescaleVpc.HelpBuilder;
using TimescaleVpc.HelpBuilder.Notices;

return args switch
{
    ["notices", var dependencies, var packages, var output] => WriteNotices(dependencies, packages, output),
    [var pages, var output] => WriteHelp(pages, output, ""),
    [var pages, var output, var address] => WriteHelp(pages, output, address),
    _ => Usage(),
};

static int WriteHelp(string pages, string output, string address)
{
    var help = HelpFolder.Read(pages, address);
    foreach (var problem in help.Problems) Console.WriteLine(problem.ToString());
    if (help.Problems.Count > 0) return 1;

    if (Directory.Exists(output)) Directory.Delete(output, recursive: true);
    Directory.CreateDirectory(output);
    foreach (var (name, text) in help.Files)
    {
        File.WriteAllText(Path.Combine(output, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    return 0;
}

static int WriteNotices(string dependencies, string packages, string output)
{
    try
    {
        var roots = packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        File.WriteAllText(output, NoticesFile.Write(dependencies, roots));
        return 0;
    }
    catch (NoticeException problem)
    {
        Console.WriteLine(problem.ToString());
        return 1;
    }
}

static int Usage()
{
    Console.Error.WriteLine("""
        HelpBuilder FOLDER-WITH-PAGES OUTPUT-FOLDER [ADDRESS-OF-THE-PROJECT]
        HelpBuilder notices LIST-OF-DEPENDENCIES FOLDERS-OF-PACKAGES OUTPUT-FILE
        """);
    return 2;
}
