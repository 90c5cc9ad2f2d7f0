using System.Management.Automation;
using System.Net;
using System.Security;

namespace TimescaleVpc.Commands;

/// <summary>
/// Takes a token as SecureString or PSCredential. For anything else the cmdlet raises the error, since an exception
/// from here would carry PowerShell's own error id, and the command line with the token in it.
/// </summary>
internal sealed class TokenTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapper ? wrapper.BaseObject : inputData) switch
        {
            SecureString secureText => secureText,
            PSCredential credential => credential.Password,
            _ => RefusedToken.Instance,
        };

    /// <summary>Reads the token when it is needed, not before.</summary>
    internal static Func<string>? Reader(object? token) => token switch
    {
        null => null,
        SecureString secureText => () => new NetworkCredential("", secureText).Password,
        _ => throw RefusedToken.Error(),
    };
}
