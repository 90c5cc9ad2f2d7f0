namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The public certificate of the demo project's authority. Its private key was not kept.</summary>
internal static class ProjectCa
{
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIC3TCCAcWgAwIBAgIUb5VwNOYaJ1L9MMuvIvBFaVLtdQ0wDQYJKoZIhvcNAQEL
        BQAwHjEcMBoGA1UEAwwTZGVtby1tc3QgUHJvamVjdCBDQTAeFw0yNTAxMDEwMDAw
        MDBaFw00NTAxMDEwMDAwMDBaMB4xHDAaBgNVBAMME2RlbW8tbXN0IFByb2plY3Qg
        Q0EwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCx5Nyt17/j+8kOiWqf
        EUhde9ST0iUz3+bMmzYjfY0ho0Y+dsVorwmYv2qyKX8E1/Nrq/8F+qXExE7s2+xw
        bITt7TqqyS3tCFtkPjskRO6dusOU0iGqu8VJjHgMCaw0URri+cDuuczCEFleZOzq
        MUraEDK/+v9g5h6LflYI3d+HNLIpztkL1uThX8cgJGD6toK1rMbz9R/jdk0s5LPu
        7Evke+9/UYZ1tDzijdj5x1v+ysQ8csZN7nF336KUYViJ1l3tBefFNR7SKS2MjFQi
        oyr8uj0AX/pXUypPtDEARrtr44bSGApHLBS0gMz5EPu06G3doXKGCnh7Vj5jcg7N
        S+MhAgMBAAGjEzARMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEB
        AH/mROVu4CmApchI9Jhw61x+7pe+XXIzhOVu3lxY+esHrQSEoDldkQufTXKETcmq
        lQ1nWWOVerLFkUB1T1CHvhZaDOQiwpWWcyNZERAip/TRHDuoyeOQ+Q5VgupYpmwq
        EmZlI6MdkWsdl8WOYoxzlMd8edR0+O+rmOO1gtHZD6XJqG3tA2pXjnd26IMxT9zn
        x7eyj6ex8ZMP3v8SMfd82lfcwBwQ8XqwXD8rDM/FBrdkDs5EyofN3/ZoVAGtJW7+
        xlazBR3A2nHS3k8Ad/Pox6osFWySCcYxmer3FsuMfPO0qY0WrPB5wAvvMLKSqhP1
        ORsV0LsdMLYKh2kooncMF40=
        -----END CERTIFICATE-----

        """;
}
