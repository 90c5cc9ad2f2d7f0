#!/usr/bin/env bash
# A sign-in that az has and Entra no longer takes: the module, in a PowerShell that signs in by az as in earnest, shows
# Entra's reason and what to do, and not that nobody is signed in.
source "$(dirname "${BASH_SOURCE[0]}")/sandbox.sh"
source "$here/azure-clients.sh"
source "$here/module.sh"

need az
choose_module
check_only "$@"
SANDBOX_SPEED=1
start_sandbox
# Of a token that ends within five minutes az asks for another one.
admin settings --request PUT --data '{"TokenLifetime":"00:04:30"}' >/dev/null
command az login --username admin@demo.example --password sbx-admin-pw-4Qz81 --output none

# signed_in_by_az: what Get-AzureVNet says.
signed_in_by_az() {
    env -u AZURE_TENANT_ID -u AZURE_CLIENT_ID -u AZURE_CLIENT_SECRET -u IDENTITY_ENDPOINT \
        AZURE_TOKEN_CREDENTIALS=dev SSL_CERT_FILE="$sandbox_certificate" POWERSHELL_TELEMETRY_OPTOUT=1 \
        "${pwsh_command[@]}" -NoProfile -NonInteractive -Command "
        \$ProgressPreference = 'SilentlyContinue'
        Import-Module '$root/out/TimescaleVpc'
        \$token = ConvertTo-SecureString '$AIVEN_AUTH_TOKEN' -AsPlainText -Force
        \$null = Connect-Timescale -ApiUrl '$sandbox_uri' -Project '$AIVEN_PROJECT' -Token \$token
        try { (Get-AzureVNet Hub-VNet -ErrorAction Stop).Name }
        catch { \$_.FullyQualifiedErrorId; \$_.Exception.Message; \$_.ErrorDetails.RecommendedAction }"
}

expect_said() {
    grep -qF "$1" <<<"$said" || fail "this is not said: $1. It was: $said"
}

said=$(signed_in_by_az)
expect_said Hub-VNet
admin faults --data '{"Kind":"Entra.Token","Status":400,"Code":"AADSTS50076","Times":99,
    "Message":"You must use multi-factor authentication to access it."}' >/dev/null
said=$(signed_in_by_az)
expect_said 'AzureSignInFailed,'
expect_said 'Azure CLI: AADSTS50076: You must use multi-factor authentication to access it.'
expect_said "'az login --tenant TENANT'"
if grep -q 'Trace ID\|none of these' <<<"$said"; then fail "this is too much: $said"; fi
echo 'Azure sign-in: az that needs a second factor is told by its reason.'
