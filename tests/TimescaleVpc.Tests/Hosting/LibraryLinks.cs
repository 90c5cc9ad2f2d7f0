using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>
/// Looks for what a process would stumble over when it came by: types and members that an assembly of the engine's
/// context names, and that the copies it would be given do not have, or have with other copies' types.
/// </summary>
internal static class LibraryLinks
{
    /// <summary>Each link that leads nowhere, in words.</summary>
    public static IEnumerable<string> Broken(LibraryWorld world) => world.Own.SelectMany(Broken).Distinct();

    private static IEnumerable<string> Broken(Library library)
    {
        var reader = library.Reader;
        foreach (var handle in reader.TypeReferences)
            if (library.Home(handle) is null) yield return $"{library.Name}: {library.Describe(handle)} is not there";

        var names = new TypeNames(library);
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (ParentOf(member, names) is not { Home: { } home } parent || home.Library == library) continue;
            var (name, signature) = (reader.GetString(member.Name), SignatureOf(member, names));
            if (!LineOf(parent with { Arguments = [] }).Any(type => Has(type, name, signature)))
                yield return $"{library.Name}: {home} has no {name} {signature}";
        }
    }

    /// <summary>The type that a member is looked for in; null for an array.</summary>
    private static NamedType? ParentOf(MemberReference member, TypeNames names) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => names.Of((TypeReferenceHandle)member.Parent),
        HandleKind.TypeSpecification => names.Of((TypeSpecificationHandle)member.Parent, []),
        _ => null,
    };

    private static string SignatureOf(MemberReference member, TypeNames names) =>
        member.GetKind() == MemberReferenceKind.Field
            ? member.DecodeFieldSignature(names, []).ToString()
            : TypeNames.Text(member.DecodeMethodSignature(names, []));

    /// <summary>The type and those that it inherits from, each with what stands for its parameters.</summary>
    private static IEnumerable<NamedType> LineOf(NamedType? type)
    {
        for (; type is { Home: { } home }; type = BaseOf(home, type.Arguments)) yield return type;
    }

    private static NamedType? BaseOf(TypeHome home, ImmutableArray<NamedType> arguments)
    {
        var (names, handle) = (new TypeNames(home.Library), home.Definition.BaseType);
        return handle.IsNil ? null : handle.Kind == HandleKind.TypeSpecification
            ? names.Of((TypeSpecificationHandle)handle, arguments) : names.Of(handle);
    }

    private static bool Has(NamedType type, string name, string signature)
    {
        var (reader, names) = (type.Home!.Library.Reader, new TypeNames(type.Home.Library));
        return type.Home.Definition.GetMethods().Select(reader.GetMethodDefinition)
                .Where(method => reader.StringComparer.Equals(method.Name, name))
                .Any(method => TypeNames.Text(method.DecodeSignature(names, type.Arguments)) == signature)
            || type.Home.Definition.GetFields().Select(reader.GetFieldDefinition)
                .Where(field => reader.StringComparer.Equals(field.Name, name))
                .Any(field => field.DecodeSignature(names, type.Arguments).ToString() == signature);
    }
}
