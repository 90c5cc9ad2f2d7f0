namespace TimescaleVpc.Engine.Errors;

/// <summary>Timescale Cloud's public API.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry CloudKeyRejected = new(ErrorKind.AuthenticationError,
        "Timescale Cloud refused the key.",
        "Make new client credentials in the console (Project settings) and run Connect-Timescale -Credential with the "
        + "public key as user name and the secret key as password.");

    public static readonly ErrorEntry CloudPermissionDenied = new(ErrorKind.PermissionDenied,
        "Timescale Cloud does not let this key do '{1}'.",
        "Client credentials open one project only: use those of the right project, made by someone who may change it.");

    public static readonly ErrorEntry CloudRejected = new(ErrorKind.InvalidArgument,
        "Timescale Cloud refused '{1}'.",
        "Correct what its message names and run the command again.");

    public static readonly ErrorEntry ServiceAttachRefused = new(ErrorKind.InvalidOperation,
        "Timescale Cloud does not put service '{0}' in VPC {1}.",
        "A service has either a VPC or an IP allow list. If one is attached to it, detach the list in the console (the "
        + "API does not show it), then run Set-ServiceVpc again. Else correct what its message names.");
}
