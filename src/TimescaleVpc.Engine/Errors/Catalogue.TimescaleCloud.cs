namespace TimescaleVpc.Engine.Errors;

/// <summary>Timescale Cloud's public API.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry CloudKeyRejected = new(
        "CloudKeyRejected", ErrorKind.AuthenticationError,
        "Timescale Cloud at {0} refused the key: {1}",
        "Make new client credentials in the console (Project settings) and run Connect-Timescale -Credential with the "
        + "public key as user name and the secret key as password.");

    public static readonly ErrorEntry CloudPermissionDenied = new(
        "CloudPermissionDenied", ErrorKind.PermissionDenied,
        "Timescale Cloud does not let this key do '{0}': {1}",
        "Client credentials open one project only: use those of the right project, made by someone who may change it.");

    public static readonly ErrorEntry CloudRejected = new(
        "CloudRejected", ErrorKind.InvalidArgument,
        "Timescale Cloud refused '{0}' with status {1}: {2}",
        "Correct what the message names and run the command again.");
}
