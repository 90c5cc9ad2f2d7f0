using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>A type in a signature. The same text is the same type in the same copy of an assembly.</summary>
/// <param name="Text">The whole of it.</param>
/// <param name="Home">The type itself, or the one that it is made of; null for what has no members to look for.</param>
/// <param name="Arguments">What stands for its parameters.</param>
internal sealed record NamedType(string Text, TypeHome? Home, ImmutableArray<NamedType> Arguments)
{
    public override string ToString() => Text;
}

/// <summary>Reads the types in the signatures of one assembly.</summary>
internal sealed class TypeNames(Library library) : ISignatureTypeProvider<NamedType, ImmutableArray<NamedType>>
{
    public static string Text(MethodSignature<NamedType> signature) => string.Create(null,
        $"{signature.ReturnType} `{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes)})");

    /// <summary>A type by its definition or a reference to it.</summary>
    public NamedType Of(EntityHandle handle) =>
        library.Home(handle) is { } home ? new(home.ToString(), home, []) : Plain(library.Describe(handle));

    public NamedType Of(TypeSpecificationHandle handle, ImmutableArray<NamedType> arguments) =>
        library.Reader.GetTypeSpecification(handle).DecodeSignature(this, arguments);

    public NamedType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Of(handle);

    public NamedType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Of(handle);

    public NamedType GetTypeFromSpecification(
        MetadataReader reader, ImmutableArray<NamedType> genericContext, TypeSpecificationHandle handle,
        byte rawTypeKind) => Of(handle, genericContext);

    public NamedType GetGenericInstantiation(NamedType genericType, ImmutableArray<NamedType> typeArguments) =>
        new($"{genericType}<{string.Join(", ", typeArguments)}>", genericType.Home, typeArguments);

    public NamedType GetGenericTypeParameter(ImmutableArray<NamedType> genericContext, int index) =>
        index < genericContext.Length ? genericContext[index] : Plain($"!{index}");

    public NamedType GetGenericMethodParameter(ImmutableArray<NamedType> genericContext, int index) =>
        Plain($"!!{index}");

    public NamedType GetModifiedType(NamedType modifier, NamedType unmodifiedType, bool isRequired) =>
        Plain($"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})");

    public NamedType GetFunctionPointerType(MethodSignature<NamedType> signature) => Plain($"*{Text(signature)}");

    public NamedType GetPrimitiveType(PrimitiveTypeCode typeCode) => Plain($"{typeCode}");

    public NamedType GetArrayType(NamedType elementType, ArrayShape shape) => Plain($"{elementType}[{shape.Rank}]");

    public NamedType GetSZArrayType(NamedType elementType) => Plain($"{elementType}[]");

    public NamedType GetByReferenceType(NamedType elementType) => Plain($"{elementType}&");

    public NamedType GetPointerType(NamedType elementType) => Plain($"{elementType}*");

    public NamedType GetPinnedType(NamedType elementType) => elementType;

    private static NamedType Plain(string text) => new(text, null, []);
}
