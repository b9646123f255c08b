namespace PmBot.Benchmarks.Load;

/// <summary>A virtual person in a workspace of the load run, with one personal conversation.</summary>
/// <param name="Index">Unique in the run.</param>
/// <param name="Workspace">The number of the workspace, from zero.</param>
/// <param name="Member">The number of the person in the workspace, from zero.</param>
internal sealed record Person(int Index, int Workspace, int Member)
{
    public string FirstName => Names.First[Member % Names.First.Count];

    public string FullName => $"{FirstName} {Names.Last[Member % Names.Last.Count]}";

    public string Username => FirstName.ToLowerInvariant();

    /// <summary>The person's account on the channel; unique over all workspaces, as in Teams.</summary>
    public string AccountId => $"29:load-{Workspace}-{Member}";

    /// <summary>The project that the person belongs to; one only, so that the bot need not ask which.</summary>
    public string Project => Names.Projects[Member % Names.Projects.Count];

    public string Tenant => TenantOf(Workspace);

    public static string TenantOf(int workspace) => $"00000000-0000-4000-8000-{workspace:x12}";
}

/// <summary>Names that do not sound alike: an ambiguous one would make the bot ask.</summary>
internal static class Names
{
    public static IReadOnlyList<string> First { get; } =
    [
        "Camila", "Diego", "Beatriz", "Gonzalo", "Herminia", "Ignacio", "Jimena", "Leopoldo", "Mercedes", "Nicanor", "Ofelia", "Patricio",
        "Quintina", "Rodolfo", "Soledad", "Teodoro", "Ursula", "Valentina", "Wilfredo", "Xiomara", "Yolanda", "Zacarias", "Adalberto", "Brenda",
        "Cristobal", "Dulce", "Eusebio", "Florencia", "Gerardo", "Hortensia", "Isidro", "Karen",
    ];

    public static IReadOnlyList<string> Last { get; } =
    [
        "Torres", "Rojas", "Salcedo", "Barrios", "Cifuentes", "Duarte", "Echeverri", "Fajardo", "Galindo", "Hurtado", "Ibarra", "Jaramillo",
        "Lozano", "Montoya", "Naranjo", "Ospina", "Palacios", "Quiroga", "Restrepo", "Sandoval", "Tovar", "Urrutia", "Velasco", "Yepes",
        "Zambrano", "Arboleda", "Buitrago", "Cardona", "Delgado", "Escobar", "Forero", "Guzman",
    ];

    public static IReadOnlyList<string> Projects { get; } = ["Catálogo", "Móvil", "Website", "Pagos"];
}
