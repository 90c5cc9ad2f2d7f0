using TimescaleVpc.Sandbox.Server;

return args switch
{
    ["demo"] => await Demo.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        TimescaleVpc sandbox

          demo    walks the Azure and the AWS pipeline on the simulated clouds; nothing outside this machine is touched
        """);
    return 2;
}
