using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Takes a cmdlet's parameters into its request.</summary>
internal static class RequestParameters
{
    /// <summary>
    /// Copies each given parameter to the request's property of the same name, if there is one, so that a parameter
    /// needs no code. The other properties keep their defaults. A value that needs a conversion is set afterwards, by
    /// <c>with</c>.
    /// </summary>
    public static TRequest From<TRequest>(this TRequest request, PSCmdlet cmdlet)
        where TRequest : StageRequest
    {
        var type = request.GetType();
        foreach (var name in cmdlet.MyInvocation.BoundParameters.Keys)
        {
            if (type.GetProperty(name) is not { } property || cmdlet.GetType().GetProperty(name) is not { } parameter
                || !Fits(parameter.PropertyType, property.PropertyType)) continue;

            var value = parameter.GetValue(cmdlet);
            property.SetValue(request, value is SwitchParameter switchValue ? switchValue.IsPresent : value);
        }

        return request;
    }

    /// <summary>Whether a parameter's value can be a property's: an optional value takes one that is there.</summary>
    internal static bool Fits(Type parameter, Type property) =>
        property.IsAssignableFrom(parameter == typeof(SwitchParameter) ? typeof(bool) : parameter)
        || Nullable.GetUnderlyingType(property) == parameter;
}
