using System.Xml;

namespace TimescaleVpc.Engine.Transport;

/// <summary>Limits the nesting of a body. Recursive readers would end the process.</summary>
internal static class Depth
{
    /// <summary>Whether a body of JSON or XML has more levels than that; other bodies have none.</summary>
    public static bool Exceeds(byte[] body, int most)
    {
        var first = Array.FindIndex(body, letter => letter is not (0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\t'
            or (byte)'\r' or (byte)'\n'));
        return first >= 0 && (body[first] == (byte)'<' ? IsXmlOver(body, most) : IsJsonOver(body.AsSpan(first), most));
    }

    private static bool IsJsonOver(ReadOnlySpan<byte> body, int most)
    {
        var (depth, isText) = (0, false);
        for (var at = 0; at < body.Length; at++)
        {
            switch (body[at])
            {
                case (byte)'"':
                    isText = !isText;
                    break;
                case (byte)'\\' when isText:
                    at++;
                    break;
                case (byte)'{' or (byte)'[' when !isText:
                    if (++depth > most) return true;
                    break;
                case (byte)'}' or (byte)']' when !isText:
                    depth--;
                    break;
            }
        }

        return false;
    }

    private static bool IsXmlOver(byte[] body, int most)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
                if (reader.Depth > most) return true;
        }
        catch (XmlException)
        {
            // Not XML, such as a proxy's page in HTML: the reader of the answer reports it.
        }

        return false;
    }
}
