using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TimescaleVpc.Tests.Hosting;

/// <summary>One assembly: its types by name, and where a type that it names has its home.</summary>
internal sealed class Library : IDisposable
{
    private readonly LibraryWorld world;
    private readonly PEReader file;
    private readonly Dictionary<string, TypeDefinitionHandle> types = [];
    private readonly Dictionary<string, ExportedTypeHandle> forwards = [];
    private readonly Dictionary<EntityHandle, TypeHome?> homes = [];

    public Library(LibraryWorld world, string path, bool isOwn)
    {
        (this.world, IsOwn, Name) = (world, isOwn, Path.GetFileNameWithoutExtension(path));
        file = new PEReader(File.OpenRead(path));
        Reader = file.GetMetadataReader();
        foreach (var handle in Reader.TypeDefinitions) types[NameOf(Reader.GetTypeDefinition(handle))] = handle;
        foreach (var handle in Reader.ExportedTypes) forwards[NameOf(Reader.GetExportedType(handle))] = handle;
    }

    public string Name { get; }

    public bool IsOwn { get; }

    public MetadataReader Reader { get; }

    /// <summary>The type of a definition or a reference; null if nothing has it.</summary>
    public TypeHome? Home(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition) return new(this, (TypeDefinitionHandle)handle);
        if (!homes.TryGetValue(handle, out var home)) homes[handle] = home = Follow((TypeReferenceHandle)handle);
        return home;
    }

    /// <summary>A type that a reference names, in words.</summary>
    public string Describe(EntityHandle handle)
    {
        var type = Reader.GetTypeReference((TypeReferenceHandle)handle);
        return $"{AssemblyOf(type)?.Name}/{NameOf(type)}";
    }

    public string NameOf(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{NameOf(Reader.GetTypeDefinition(outer))}+{Reader.GetString(type.Name)}" : Full(type.Namespace, type.Name);

    private string NameOf(TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? $"{NameOf(Reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}+{Reader.GetString(type.Name)}"
        : Full(type.Namespace, type.Name);

    private AssemblyName? AssemblyOf(TypeReference type) => type.ResolutionScope.Kind switch
    {
        HandleKind.TypeReference => AssemblyOf(Reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope)),
        HandleKind.AssemblyReference => NameOf((AssemblyReferenceHandle)type.ResolutionScope),
        _ => null,
    };

    public void Dispose() => file.Dispose();

    private TypeHome? Follow(TypeReferenceHandle handle)
    {
        var type = Reader.GetTypeReference(handle);
        var library = AssemblyOf(type) is { } name ? world.Find(name, IsOwn) : this;
        return library?.Find(NameOf(type));
    }

    private TypeHome? Find(string type) =>
        types.TryGetValue(type, out var handle) ? new(this, handle)
        : forwards.TryGetValue(type, out var forward)
            ? world.Find(NameOf(Target(Reader.GetExportedType(forward))), IsOwn)?.Find(type) : null;

    private AssemblyReferenceHandle Target(ExportedType type) => type.Implementation.Kind == HandleKind.ExportedType
        ? Target(Reader.GetExportedType((ExportedTypeHandle)type.Implementation))
        : (AssemblyReferenceHandle)type.Implementation;

    private string NameOf(ExportedType type) => type.Implementation.Kind == HandleKind.ExportedType
        ? $"{NameOf(Reader.GetExportedType((ExportedTypeHandle)type.Implementation))}+{Reader.GetString(type.Name)}"
        : Full(type.Namespace, type.Name);

    private AssemblyName NameOf(AssemblyReferenceHandle handle) =>
        Reader.GetAssemblyReference(handle).GetAssemblyName();

    private string Full(StringHandle space, StringHandle name) =>
        space.IsNil ? Reader.GetString(name) : $"{Reader.GetString(space)}.{Reader.GetString(name)}";
}

/// <summary>A type, and the copy of the assembly that it is in.</summary>
internal sealed record TypeHome(Library Library, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Library.Reader.GetTypeDefinition(Handle);

    /// <summary>What makes it one type and no other.</summary>
    public override string ToString() =>
        $"{(Library.IsOwn ? "own " : "")}{Library.Name}/{Library.NameOf(Definition)}";
}
