using TimescaleVpc.Sandbox.Server;
using TimescaleVpc.Sandbox.Server.PowerShell;
using TimescaleVpc.Sandbox.Server.Serving;

return args switch
{
    ["demo"] => await Demo.RunAsync(null),
    ["demo", "--server", var file] => await Demo.RunAsync(file),
    ["demo", "azure" or "aws"] => await EngineDemo.RunAsync(null, args[1]),
    ["demo", "azure" or "aws" or "undo", "--server", var file] => await EngineDemo.RunAsync(file, args[1]),
    ["find-powershell"] => await WhichAsync(),
    ["serve", .. var options] => await Serve.RunAsync(options),
    _ => Usage(),
};

// For scripts: they start the same PowerShell as the demo and the tests.
static async Task<int> WhichAsync()
{
    var search = PowerShellSearch.Run();
    Terminal.Error(search.Line);
    if (search.Host is null) return 1;
    foreach (var part in search.Host.Command) await Terminal.DataAsync(part);
    return 0;
}

static int Usage()
{
    const string Text = """
        TimescaleVpc sandbox

          demo [azure|aws|undo] [--server FILE]
              walks the Azure and the AWS pipeline on the simulated clouds; nothing outside this machine is touched
              azure, aws         one of them, through the engine's own API instead of PowerShell
              undo               undoes both, on a running server
              --server FILE      on a running server, whose first line of output is in FILE

          find-powershell
              writes which PowerShell the demo runs in: its program and, if dotnet runs it, its assembly, one a line

          serve [options]
              plays the simulated clouds on loopback, over https, until it gets SIGTERM or Ctrl+C; its first line of
              output, as JSON, is what 'Connect-Timescale -SandboxServer' takes
              --port N           the port; 0, the default, takes a free one
              --http-port N      also plain http, and a proxy to the platforms' names (CONNECT); off by default
              --speed X          seconds that pass in the sandbox for each real one; default 1
              --start-now        the sandbox's time begins with this machine's, not on 2026-01-05; clients such as az
                                 refuse tokens that have ended by their own clock
              --seed N           decides all ids that the platforms make up; default 1
              --latency WORD     zero, the default, or realistic
              --certificate FILE where to write the public certificate; the default is a file in the temporary folder,
                                 which goes with the server; the next start clears those of killed ones
              --connection-file FILE  the same line, in a file that only its owner may read and that goes with the
                                 server:
                                 'Connect-Timescale -SandboxServer FILE' joins from another PowerShell
              --exit-with-stdin  end when standard input ends, and so with the process that started it
        """;
    foreach (var line in Text.Split('\n')) Terminal.Error(line.TrimEnd());
    return 2;
}
