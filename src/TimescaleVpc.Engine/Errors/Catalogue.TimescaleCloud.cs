namespace TimescaleVpc.Engine.Errors;

/// <summary>Timescale Cloud's public API.</summary>
internal static partial class Catalogue
{
    public static readonly ErrorEntry CloudKeyRejected = new(ErrorKind.AuthenticationError,
        "Timescale Cloud rejected the client credentials.",
        "Check that the public key is the user name and the secret key the password, and that they are of Timescale "
        + "Cloud. Otherwise make new client credentials in its console (Project settings). Then run Connect-Timescale "
        + "-Credential, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry CloudPermissionDenied = new(ErrorKind.PermissionDenied,
        "Timescale Cloud does not let these client credentials do '{1}'.",
        "Client credentials work for one project only. Run Connect-Timescale -Credential with those of this project, "
        + "made by a user who may change it, and the whole pipeline again from its first cmdlet.");

    public static readonly ErrorEntry CloudRejected = new(ErrorKind.InvalidArgument,
        "Timescale Cloud refused '{1}'.",
        "Correct what its message names, then run the same command again.");

    public static readonly ErrorEntry ServiceAttachRefused = new(ErrorKind.InvalidOperation,
        "Timescale Cloud refused to move service '{0}' into VPC {1}.",
        "A service with an IP allow list cannot be in a VPC. If the service has one, detach the list in the Timescale "
        + "console directly before you run Set-ServiceVpc again: until the service is in the VPC, the whole internet "
        + "can try to sign in to it. Otherwise correct what the message of Timescale Cloud names.");
}
