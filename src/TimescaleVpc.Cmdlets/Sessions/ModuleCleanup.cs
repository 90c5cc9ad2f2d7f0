using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary> Cleans up when the module is removed from a runspace. PowerShell finds it by its interface. </summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Current.EndServers();
}
